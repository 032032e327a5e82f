"""The graph of entities: a picture with an equal table.

In: the knowledge base. Out: the graph page, and the small star on an entity page. Positions are computed here, once, by
a fixed number of steps from a fixed start (Fruchterman and Reingold 1991): two builds draw the same picture.
Coordinates are per cent of the drawing's width and height.
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
        angle = -math.pi / 2 + 2 * math.pi * i / len(companions)
        reach = 1.0 if i % 2 == 0 else 0.74
        x, y = 50 + 38 * reach * math.cos(angle), 50 + 38 * math.sin(angle) * (0.86 if i % 2 else 1.0)
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
    at = {e: complex(math.cos(2 * math.pi * i / n), math.sin(2 * math.pi * i / n)) for i, e in enumerate(nodes)}
    ideal = 1.6 / math.sqrt(n)
    strongest = pairs[0][0]
    for step in range(_STEPS):
        force = dict.fromkeys(nodes, 0j)
        for i, one in enumerate(nodes):
            for other in nodes[i + 1 :]:
                d = at[one] - at[other] or 0.01j
                push = d / abs(d) * ideal**2 / abs(d)
                force[one] += push
                force[other] -= push
        for count, one, other in pairs:
            d = at[one] - at[other]
            pull = d * abs(d) / ideal * (0.15 + 0.85 * count / strongest)
            force[one] -= pull
            force[other] += pull
        heat = 0.12 * (1 - step / _STEPS) + 0.002
        for e in nodes:
            f = force[e] - 0.4 * at[e]
            if f:
                at[e] += f / abs(f) * min(abs(f), heat)
    xs, ys = [p.real for p in at.values()], [p.imag for p in at.values()]
    places = {
        e: (_scale(p.real, min(xs), max(xs), 8, 92), _scale(p.imag, min(ys), max(ys), 6, 94)) for e, p in at.items()
    }
    return _apart(places, widths)


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
