"""When nothing moves any more: the kernel has answered everything, and every picture is decoded and painted.

Nothing here waits for a time to pass. What a test page does later than at once has three causes only:
a message under way, a picture that is being decoded, and the next animation frame.
"""

from playwright.sync_api import Page

PATIENCE = 60_000  # milliseconds; what has not come to rest by then never will

# Follows what is on its way to the kernel of the notebook in front, and the pictures that are being decoded.
LISTEN = """() => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    if (!window.calm) {
        const { decode } = HTMLImageElement.prototype;
        window.calm = { decoding: 0 };
        HTMLImageElement.prototype.decode = function () {
            window.calm.decoding += 1;
            return decode.call(this).finally(() => (window.calm.decoding -= 1));
        };
    }
    if (window.calm.kernel === kernel) return;
    const unanswered = new Set();
    Object.assign(window.calm, { kernel, unanswered, travelled: 0 });
    kernel.anyMessage.connect((_, { msg: { header, parent_header: parent, content }, direction }) => {
        if (direction === 'send' && content?.comm_id) unanswered.add(header.msg_id);
        if (header.msg_type === 'status' && content.execution_state === 'idle') unanswered.delete(parent.msg_id);
        if (content?.comm_id && window.calm.kernel === kernel) window.calm.travelled += 1;
    });
    kernel.statusChanged.connect((_, status) => {
        if (['restarting', 'autorestarting', 'dead'].includes(status)) unanswered.clear(); // nobody answers any more
    });
}"""

FRAME = "new Promise((done) => requestAnimationFrame(done))"

# In each round all is answered that was sent before it. What that causes is sent in the round, and so on.
_ROUNDS = f"""async (most) => {{
    ({LISTEN})();
    const {{ calm }} = window;
    async function rounds() {{
        let seen = null;
        for (let round = 0; round < most && (seen !== calm.travelled || calm.unanswered.size); round++) {{
            seen = calm.travelled;
            const sent = [...calm.unanswered];
            // It answers in order: once this is handled, so is all that either side had sent before.
            await calm.kernel.requestCommInfo({{ target_name: 'nobody' }});
            do await {FRAME};
            while (calm.decoding || sent.some((id) => calm.unanswered.has(id)));
        }}
        await {FRAME};
    }}
    let timer;
    const error = new Error('It does not come to rest.');
    const late = new Promise((_, refuse) => (timer = setTimeout(refuse, {PATIENCE}, error)));
    await Promise.race([rounds(), late]).finally(() => clearTimeout(timer));
}}"""
REST = f"() => ({_ROUNDS})(Infinity)"
SETTLE = f"() => ({_ROUNDS})(3)"


def listen(page: Page) -> None:
    """Begin to follow what is on its way, for the notebook in front."""
    page.evaluate(LISTEN)


def rest(page: Page) -> None:
    """Wait until nothing moves any more in the notebook in front."""
    page.evaluate(REST)


def settle(page: Page) -> None:
    """Wait until what was done so far has had its effects, even if something else moves by itself."""
    page.evaluate(SETTLE)


def two_frames(page: Page) -> None:
    """Wait until what is wanted now has been painted."""
    page.evaluate(f"async () => {{ await {FRAME}; await {FRAME}; }}")
