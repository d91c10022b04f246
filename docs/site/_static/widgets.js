// Tells the pages of the site where they find anywidget, which draws the live pictures: beside this file.
requirejs.config({ paths: { anywidget: new URL("anywidget/index", document.currentScript.src).href } });
