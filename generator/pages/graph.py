"""The graph of entities: a picture with an equal table.

In: the knowledge base. Out: the graph page, and the small star on an entity page. Positions are computed here, once,
by a fixed number of steps from a fixed start (Fruchterman and Reingold 1991), with arithmetic and square roots alone.
Those are the same to the last bit everywhere: two builds draw the same picture, on any machine. Coordinates are per
cent of the drawing's width and height.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Entity, KnowledgeBase
from generator.pages.page import Chip, Link, Page, Planned, chip, entity_path, name_of

_MOST = 40  # nodes a reader can still tell apart
_STEPS = 220


@dataclass(frozen=True, slots=True)
class Node:
    """An entity at its place; `size` is the dot's diameter in pixels."""

    link: Link
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two places; `width` in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Ego:
    """A drawing: lines first, nodes over them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the table that says the same as the picture."""

    one: Chip
    other: Chip
    count: int


def ego(entity: Entity, companions: Sequence[tuple[Entity, int]]) -> Ego:
    """The entity in the middle, its companions around it, the closest where the eye starts."""
    strongest = max(count for _, count in companions)
    nodes = [_node(entity, 50, 50, 30, centre=True)]
    edges = []
    for i, (other, count) in enumerate(companions):
        down, right = _direction(i, len(companions))  # the first stands above the middle
        reach = 1.0 if i % 2 == 0 else 0.74
        x, y = 50 + 38 * reach * right, 50 - 38 * down * (0.86 if i % 2 else 1.0)
        nodes.append(_node(other, x, y, 12 + 10 * count / strongest))
        edges.append(Edge(50, 50, round(x, 1), round(y, 1), round(1 + 3 * count / strongest, 1)))
    return Ego(tuple(nodes), tuple(edges))


def graph_page(kb: KnowledgeBase) -> Iterator[Planned]:
    """The graph of the most named entities, and every pair of them in a table."""
    entities = {e.id: e for e in kb.entities}
    weight = {e: len(links) for e, links in kb.backlinks.items() if e in entities}
    chosen = sorted(weight, key=lambda e: (-weight[e], e))[:_MOST]
    pairs = sorted(
        ((c.count, one, c.other) for one in chosen for c in kb.co_occurrence.get(one, ()) if one < c.other in chosen),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    if pairs:
        heavy = tuple((name_of(entities[e]), weight[e]) for e in chosen)
        yield Planned("graph.md", _page, (heavy, tuple(pairs), len(weight)))


def _page(heavy: Sequence[tuple[Entity, int]], pairs: Sequence[tuple[int, str, str]], named: int) -> Page:
    """The page of these entities with their weights; `named` is how many entities articles name in all."""
    entities = {entity.id: entity for entity, _ in heavy}
    weight = {entity.id: weight for entity, weight in heavy}
    connected = [e for e in weight if any(e in p[1:] for p in pairs)]
    places = _layout(connected, pairs, {e: _label_width(entities[e].name) for e in connected})
    strongest, most = pairs[0][0], max(weight[e] for e in connected)
    drawing = Ego(
        nodes=tuple(_node(entities[e], *places[e], 10 + 22 * math.sqrt(weight[e] / most)) for e in connected),
        edges=tuple(
            Edge(*places[one], *places[other], round(0.6 + 3 * count / strongest, 1)) for count, one, other in pairs
        ),
    )
    return Page(
        path="graph.md",
        template="graph.md.jinja",
        title="Graph",
        hub="graph.md",
        section="Index",
        description="Which entities are named together.",
        hide=("toc",),
        view={
            "drawing": drawing,
            "left_out": named - len(connected),
            "pairs": tuple(Pair(chip(entities[a]), chip(entities[b]), n) for n, a, b in pairs[:60]),
            "pair_count": len(pairs),
        },
    )


def _node(entity: Entity, x: float, y: float, size: float, *, centre: bool = False) -> Node:
    css = f"node e-{entity.type}" + (" me" if centre else "")
    return Node(Link(entity.name, entity_path(entity.id), css=css), round(x, 1), round(y, 1), round(size, 1))


def _label_width(name: str) -> float:
    """The room of a name under its dot, in per cent of the drawing's width on a laptop; a long one is broken."""
    return 2 + min(16.0, 0.7 * len(name))


def _layout(
    nodes: Sequence[str], pairs: Sequence[tuple[int, str, str]], widths: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Force-directed places in 6..94 per cent, from a circle ordered by weight."""
    n = len(nodes)
    xs, ys = (list(axis) for axis in zip(*(_direction(i, n) for i in range(n)), strict=True))
    place = {e: i for i, e in enumerate(nodes)}
    ideal = 1.6 / math.sqrt(n)
    strongest = pairs[0][0]
    ties = [(place[one], place[other], 0.15 + 0.85 * count / strongest) for count, one, other in pairs]
    for step in range(_STEPS):
        fx, fy = [-0.4 * x for x in xs], [-0.4 * y for y in ys]
        for one in range(n):
            for other in range(one + 1, n):
                dx, dy = xs[one] - xs[other], ys[one] - ys[other]
                if not (dx or dy):
                    dx = 0.01
                _push(fx, fy, (one, other), (dx, dy), ideal * ideal / (dx * dx + dy * dy))
        for one, other, strength in ties:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            _push(fx, fy, (one, other), (dx, dy), -strength * math.sqrt(dx * dx + dy * dy) / ideal)
        heat = 0.12 * (1 - step / _STEPS) + 0.002
        for i in range(n):
            if length := math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]):
                xs[i] += fx[i] / length * min(length, heat)
                ys[i] += fy[i] / length * min(length, heat)
    places = {
        e: (_scale(x, min(xs), max(xs), 8, 92), _scale(y, min(ys), max(ys), 6, 94))
        for e, x, y in zip(nodes, xs, ys, strict=True)
    }
    return _apart(places, widths)


def _push(
    fx: list[float], fy: list[float], pair: tuple[int, int], distance: tuple[float, float], strength: float
) -> None:
    """Add to the forces what drives two nodes apart along their distance."""
    one, other = pair
    x, y = distance[0] * strength, distance[1] * strength
    fx[one] += x
    fy[one] += y
    fx[other] -= x
    fy[other] -= y


def _direction(i: int, n: int) -> tuple[float, float]:
    """The i-th of n directions around a circle, rounded: sine and cosine differ between machines in the last bit."""
    angle = 2 * math.pi * i / n
    return round(math.cos(angle), 9), round(math.sin(angle), 9)


def _apart(places: dict[str, tuple[float, float]], widths: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The places moved until no label covers another, as far as the room allows."""
    height, rounds = 8.0, 120  # a dot and its label, in per cent of the drawing on a laptop
    at = {e: [x, y] for e, (x, y) in places.items()}
    names = list(at)
    for _ in range(rounds):
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
                width = (widths[one] + widths[other]) / 2
                x_room, y_room = width - abs(dx), height - abs(dy)
                if x_room > 0 and y_room > 0:
                    axis, room, side = (1, y_room, dy) if y_room / height < x_room / width else (0, x_room, dx)
                    step = math.copysign(room / 4, side)
                    at[one][axis] -= step
                    at[other][axis] += step
        for place in at.values():
            place[0], place[1] = min(94.0, max(6.0, place[0])), min(94.0, max(4.0, place[1]))
    return {e: (round(x, 1), round(y, 1)) for e, (x, y) in at.items()}


def _scale(value: float, low: float, high: float, first: float, last: float) -> float:
    return round(first + (last - first) * ((value - low) / (high - low) if high > low else 0.5), 1)
