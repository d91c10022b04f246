import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv/", "build/", "docs/"] },
  js.configs.recommended,
  { files: ["gradcalc/**/*.js", "labextension/**/*.js", "benchmarks/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/browser_modules/*.js", "eslint.config.js"], languageOptions: { globals: globals.node } },
];
