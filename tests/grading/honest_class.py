"""Sixty right answers to one exercise, each another program: five ways to step, four ways back, three to go round."""

import itertools
import textwrap

# How to come from the point p to a point q, about s away along the level curve.
STEPS = {
    "along the tangent": """
        fx, fy = gc.gradient(f, *p)
        q = p + s * np.array([fy, -fx]) / np.hypot(fx, fy)
        """,
    "by the slope half-way": """
        g = gc.gradient(f, *p)
        half = p + s / 2 * np.array([g[1], -g[0]]) / np.linalg.norm(g)
        g = gc.gradient(f, *half)
        q = p + s * np.array([g[1], -g[0]]) / np.linalg.norm(g)
        """,
    "by the mean of two tangents": """
        turn = np.array([[0, 1], [-1, 0]])
        here = turn @ gc.gradient(f, *p)
        here = here / np.sqrt(here @ here)
        there = turn @ gc.gradient(f, *(p + s * here))
        there = there / np.sqrt(there @ there)
        q = p + s * (here + there) / 2
        """,
    "Runge and Kutta": """
        def way(at):
            a, b = gc.gradient(f, at[0], at[1])
            return np.array([b, -a]) / np.hypot(a, b)

        k1 = way(p)
        k2 = way(p + s / 2 * k1)
        k3 = way(p + s / 2 * k2)
        k4 = way(p + s * k3)
        q = p + s * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        """,
    "by the angle": """
        up = complex(*gc.gradient(f, p[0], p[1]))
        angle = np.angle(up) - np.pi / 2
        q = np.array([p[0] + s * np.cos(angle), p[1] + s * np.sin(angle)])
        """,
}

# How to come from q back to the level c.
BACK = {
    "two steps of Newton": """
        for _ in range(2):
            g = gc.gradient(f, *q)
            q = q - (f(*q) - c) / (g @ g) * g
        """,
    "until it is near": """
        off = f(q[0], q[1]) - c
        while abs(off) > 1e-12 * (1 + abs(c)):
            gx, gy = gc.gradient(f, q[0], q[1])
            share = off / (gx**2 + gy**2)
            before, q = off, np.array([q[0] - share * gx, q[1] - share * gy])
            off = f(q[0], q[1]) - c
            if abs(off) >= abs(before):
                break
        """,
    "by halving": """
        g = gc.gradient(f, *q)
        up = g / np.linalg.norm(g)
        low, high = -s, s
        while high - low > 1e-9 * s:
            middle = (low + high) / 2
            if f(*(q + middle * up)) < c:
                low = middle
            else:
                high = middle
        q = q + high * up
        """,
    "by the secant": """
        up = np.asarray(gc.gradient(f, *q)) / np.linalg.norm(gc.gradient(f, *q))
        t0, t1 = 0.0, s / 10
        v0, v1 = f(*(q + t0 * up)) - c, f(*(q + t1 * up)) - c
        for _ in range(8):
            if v1 == v0:
                break
            t0, t1, v0 = t1, t1 - v1 * (t1 - t0) / (v1 - v0), v1
            v1 = f(*(q + t1 * up)) - c
        q = q + t1 * up
        """,
}

# How to go on, and to keep the points.
ROUND = {
    "a list that grows": """
        def trace(f, x, y, s, n):
            c = f(x, y)
            points = [np.array([x, y])]
            for _ in range(n):
                p = points[-1]
                STEP
                BACK
                points.append(q)
            return np.array(points)
        """,
    "an array made before": """
        def trace(f, x, y, s, n):
            c = f(x, y)
            walk = np.zeros((n + 1, 2))
            walk[0] = x, y
            for k in range(1, n + 1):
                p = walk[k - 1]
                STEP
                BACK
                walk[k] = q
            return walk
        """,
    "a generator": """
        def trace(f, x, y, s, n):
            c = f(x, y)

            def go(p, left):
                yield p
                while left > 0:
                    STEP
                    BACK
                    yield q
                    p, left = q, left - 1

            return list(go(np.array([x, y]), n))
        """,
}


def traces() -> list[str]:
    """The answers to 04.trace, each with its own way to step, back, and round."""
    return [
        _with(_with(textwrap.dedent(around).strip("\n"), "STEP", step), "BACK", back)
        for around, step, back in itertools.product(ROUND.values(), STEPS.values(), BACK.values())
    ]


def _with(source: str, place: str, part: str) -> str:
    """The source with a part in this place, as deep as that stands."""
    (line,) = (line for line in source.splitlines() if line.strip() == place)
    indent = line[: -len(place)]
    return source.replace(line, textwrap.indent(textwrap.dedent(part).strip("\n"), indent))
