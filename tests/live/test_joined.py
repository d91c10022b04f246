"""The files of the browser's half, joined to the one module that anywidget wants."""

import pathlib

import pytest

from gradcalc.live.joined import Joined, joined


@pytest.fixture
def write(tmp_path):
    """Writes files, given by name, and gives the path of the first."""

    def write(files: dict[str, str]) -> pathlib.Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / next(iter(files))

    return write


def test_each_file_stands_once_behind_those_that_it_imports(write):
    entry = write(
        {
            "entry.js": 'import { one } from "./one.js";\nimport { two } from "./deep/two.js";\n'
            "export default one + two();\n",
            "deep/two.js": 'import {\n  one,\n  Sum,\n} from "../one.js";\n'
            "export async function two() {\n  return one;\n}\n",
            "one.js": 'import { zero } from "./deep/zero.js";\n\nexport const one = zero + 1;\nexport class Sum {}\n',
            "deep/zero.js": "const secret = 0;\nexport let zero = secret;\n",
        }
    )
    assert joined(entry) == (
        "const secret = 0;\nlet zero = secret;\n"
        "\nconst one = zero + 1;\nclass Sum {}\n"
        "\nasync function two() {\n  return one;\n}\n"
        "\nexport default one + two();\n"
    )


TYPED = """/** @import { A } from "./types.d.ts" */

// said
/**
 * Twice * as much.
 * @param {number} a
 */
export function double(a) {
  /** @type {number} */
  const b = 2;
  return a * b; /* kept */
}
/** @type {A} */ (double).name;
/** @type {A} */
export const two = double(/** @type {any} */ (1));
"""
BARE = """// said
function double(a) {
  const b = 2;
  return a * b; /* kept */
}
/** @type {A} */ (double).name;
const two = double(/** @type {any} */ (1));
"""


def test_the_types_stay_behind_and_all_code_comes_along(write):
    assert joined(write({"entry.js": TYPED})) == BARE


def test_no_file_is_read_before_its_text_is_asked_for(write):
    text = Joined(write({"entry.js": "// old\n"}))
    write({"entry.js": "// new\n"})
    assert str(text) == "// new\n"
    write({"entry.js": "// newer\n"})
    assert str(text) == "// new\n"


ONE = "export const one = 1;\n"
REFUSED = {
    "a circle": (
        {
            "entry.js": 'import { one } from "./one.js";\n',
            "one.js": 'import { two } from "./two.js";\nexport const one = 1;\n',
            "two.js": 'import { one } from "./one.js";\nexport const two = 2;\n',
        },
        "these files import each other in a circle: one.js -> two.js -> one.js.",
    ),
    "a file that imports itself": (
        {"entry.js": 'import { one } from "./entry.js";\n' + ONE},
        "these files import each other in a circle: entry.js -> entry.js.",
    ),
    "a name of two files": (
        {"entry.js": 'import { one } from "./one.js";\nfunction two() {}\n', "one.js": ONE + "const two = 2;\n"},
        "two is defined twice, in one.js and in entry.js.",
    ),
    "a name that is not exported": (
        {"entry.js": 'import { one, two } from "./one.js";\n', "one.js": ONE + "const two = 2;\n"},
        "entry.js imports two from ./one.js, which does not export it.",
    ),
    "a name that is nowhere": (
        {"entry.js": 'import { three } from "./one.js";\n', "one.js": ONE},
        "entry.js imports three from ./one.js, which does not export it.",
    ),
    "a renamed import": (
        {"entry.js": 'import { one as two } from "./one.js";\n', "one.js": ONE},
        "entry.js imports 'one as two': a name cannot change on the way.",
    ),
    "an imported file with a default export": (
        {"entry.js": 'import { one } from "./one.js";\n', "one.js": ONE + "export default one;\n"},
        "one.js has a default export, and is imported: give what it exports a name.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_be_the_same_in_one_file_is_refused(write, name):
    files, words = REFUSED[name]
    with pytest.raises(ValueError) as refused:  # noqa: PT011 the words are compared below
        joined(write(files))
    assert str(refused.value) == words


@pytest.mark.parametrize(
    "line",
    [
        'import one from "./one.js";',
        'import * as one from "./one.js";',
        'import "./one.js";',
        "import { one } from './one.js';",
        'import { one } from "one";',
        'import { one } from "./one.js" // twice',
        "export { two };",
        'export * from "./one.js";',
        "export const [two] = [2];",
        "export const { two } = {};",
        "let [two] = [2];",
        "var two = 2;",
    ],
)
def test_a_line_that_cannot_be_joined_is_refused_by_name(write, line):
    entry = write({"entry.js": f"const zero = 0;\n{line}\n", "one.js": ONE})
    with pytest.raises(ValueError) as refused:  # noqa: PT011 the words are compared below
        joined(entry)
    assert str(refused.value) == f"entry.js has a line that cannot be joined: {line}"
