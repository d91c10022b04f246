// The lab says so where its Python cannot be fetched: the kernel alone would wait without a word.
(async () => {
  const address = document.querySelector("script[data-python]").dataset.python;
  const { host } = new URL(address);
  const note = document.createElement("div");
  note.setAttribute("role", "alert");
  note.style.cssText = "position:fixed;z-index:99999;left:0;right:0;bottom:0;padding:12px 16px;background:#7f1d1d;color:#ffffff;font:15px/1.5 system-ui,sans-serif";

  function say(why) {
    const again = document.createElement("button");
    Object.assign(again, { textContent: "Try again", onclick: look });
    const pages = document.createElement("a");
    Object.assign(pages, { href: "../../index.html", textContent: "Read the lessons without Python" });
    again.style.cssText = "margin:0 12px;padding:4px 12px;font:inherit";
    pages.style.cssText = "color:#ffffff";
    note.replaceChildren(`Python cannot be fetched from ${host}: ${why} Cells will not run. `, again, pages);
    document.body.append(note);
  }

  async function look() {
    try {
      const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
      if (answer.ok) return note.remove();
      say(`it answers ${answer.status}. Try again later, or run the lessons on your computer.`);
    } catch {
      if (navigator.onLine) say("your network may block it. Use another network, or run the lessons on your computer.");
      else say("you are offline. Connect, then try again.");
    }
  }
  addEventListener("online", look);
  addEventListener("offline", look);
  await look();
})();
