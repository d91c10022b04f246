/**
 * Where the point and the direction are now: moved by a hand at once, confirmed by the kernel later.
 *
 * While the hand is ahead, answers to its earlier places are passed over. The kernel answers in
 * order, so the answer to the last place comes last, and the picture ends where the hand did.
 */
function createState(model, changed) {
  const state = { ...model.get("frame").state };
  let movedAt = null; // when a hand last moved it, until the kernel has answered that
  let told = model.get("told");

  /** Whether the kernel's state is this one, to half a step of a slider. */
  function near(other) {
    const { xlim, ylim } = model.get("window");
    return (
      Math.abs(other.x - state.x) <= (xlim[1] - xlim[0]) / 1000 &&
      Math.abs(other.y - state.y) <= (ylim[1] - ylim[0]) / 1000 &&
      Math.abs(other.angle - state.angle) <= 0.5
    );
  }

  return {
    now: state,
    get confirmed() {
      const known = model.get("frame").state;
      return ["x", "y", "angle"].every((name) => known[name] === state[name]);
    },
    get ahead() {
      return movedAt !== null;
    },
    move(part) {
      Object.assign(state, part);
      movedAt = performance.now();
      changed();
    },
    /** Take over the kernel's state, unless it answers an earlier place of the hand. */
    follow() {
      const known = model.get("frame").state;
      const answered = movedAt === null || model.get("told") !== told || near(known);
      told = model.get("told");
      if (!answered) return;
      movedAt = null;
      Object.assign(state, known);
    },
    /** Forget a hand that came back to where the kernel is: there may be no answer to that. */
    settle() {
      if (this.confirmed && movedAt !== null && performance.now() - movedAt > 1000) movedAt = null;
    },
  };
}
