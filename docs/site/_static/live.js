// A picture of the page comes alive when it comes near the screen: until then, and where that fails, its still stands
// there, and nothing is fetched for it.
(() => {
  const here = document.currentScript.src;
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  // The same for every picture, asked for with the first.
  let manager = null;
  const needed = () =>
    (manager ??= Promise.all([
      import(new URL("live/manager.js", here)),
      new Promise((done, fail) => {
        const sheet = document.createElement("link");
        Object.assign(sheet, { rel: "stylesheet", href: new URL("live/manager.css", here), onload: done, onerror: fail });
        document.head.prepend(sheet); // before the style sheets of the page, which say more
      }),
    ]).then(([module]) => module));

  // What a picture will ask for as soon as it is made, asked for while its manager is still on the way.
  function foresee({ state }) {
    const dark = document.documentElement.dataset.theme === "dark";
    for (const { state: traits } of Object.values(state)) {
      if (traits._esm) import(new URL(traits._esm, document.baseURI)).catch(() => {});
      const sheets = traits.recorded?.sheets ?? [];
      const pictures = dark ? (traits.recorded?.dark ?? []) : (traits.panels ?? []).map((panel) => panel.png);
      const backgrounds = sheets.slice(0, Object.keys(traits.backgrounds ?? {}).length).map((sheet) => sheet[dark ? "dark" : "light"]);
      for (const address of [...pictures, ...backgrounds]) if (typeof address === "string") new Image().src = address;
    }
  }

  // Whether a picture has been told what it shows, and has it: as an image, or drawn by the page itself.
  function isDrawn(picture) {
    const image = picture.querySelector("img");
    return picture.dataset.dark !== undefined && (image.hidden || image.naturalWidth > 0);
  }

  async function enliven(place) {
    try {
      const [{ show }, state] = await Promise.all([
        needed(),
        fetched(place.dataset.state).then((found) => (foresee(found), found)),
      ]);
      const home = await show(place, state);
      if (place.matches(".gradcalc-embed *")) alone(place, home);
      const drawn = () => {
        const pictures = [...home.querySelectorAll(".gradcalc-picture")];
        // What a question is about, for which what stands below has to make room.
        const drawings = [...home.querySelectorAll(".gradcalc-drawing img")];
        const ready = pictures.every(isDrawn) && drawings.every((image) => image.complete);
        return ready && (pictures.length || home.querySelector(".gradcalc-prediction, .gradcalc-drill"));
      };
      (function look() {
        if (!drawn()) return requestAnimationFrame(look);
        place.querySelector(".gradcalc-still")?.remove();
        place.dataset.live = "true";
      })();
    } catch (error) {
      console.warn("This picture stays as it is:", error);
    }
  }

  // The picture that a link is meant for, as meantPlace() in live/browser/linking/place.js finds it.
  function meant() {
    const picture = /^#gradcalc=(\w{1,30})(?:&|$)/.exec(location.hash)?.[1];
    const found = picture && document.querySelector(`[data-picture~="${picture}"], [data-name~="${picture}"]`);
    return found || document.querySelector("[data-picture]");
  }

  function linked() {
    if (!location.hash.startsWith("#gradcalc=")) return;
    unfold(meant());
    meant()?.scrollIntoView({ block: "center" });
  }

  // Whoever follows a link wants to see what it leads to, answers included: see folds.js.
  const unfold = (place) => place?.closest("details")?.setAttribute("open", "");

  // Of several pictures in a place, the one that is meant.
  function alone(place, home) {
    const picture = /^#gradcalc=(\w*)/.exec(location.hash)?.[1];
    const names = [place.dataset.picture, place.dataset.name].map((all) => all.split(" ").indexOf(picture));
    const at = Math.max(0, ...names);
    home.querySelectorAll(".gradcalc-explorer").forEach((one, i) => (one.style.display = i === at ? "" : "none"));
  }

  // ?embed=1: one picture alone, and the way to its page; see site.css.
  function embed() {
    const place = meant();
    if (!place) return document.documentElement.classList.remove("gradcalc-embed");
    place.classList.add("gradcalc-meant");
    unfold(place);
    const way = document.createElement("a");
    Object.assign(way, { className: "gradcalc-whole", href: location.pathname + location.hash, target: "_blank", rel: "noopener", textContent: document.title });
    place.append(way);
    enliven(place);
  }

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        enliven(target);
      }
    },
    { rootMargin: "600px" },
  );
  function begin() {
    if (document.documentElement.classList.contains("gradcalc-embed")) return embed();
    document.querySelectorAll(".gradcalc-live").forEach((place) => watch.observe(place));
    addEventListener("hashchange", linked);
    linked();
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
