"""What LightGBM has trained, as `generator.trees` reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import lightgbm

from generator.trees import Tree


def trees(booster: lightgbm.Booster, rounded: Callable[[float], float]) -> list[Tree]:
    """The booster's trees as flat arrays; `rounded` shortens the thresholds, leaves are in thousandths of a logit."""
    return [_flat(info["tree_structure"], rounded) for info in booster.dump_model()["tree_info"]]


def _flat(root: dict[str, Any], rounded: Callable[[float], float]) -> Tree:
    out: Tree = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": []}

    def add(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            out["leaf"].append(round(1000 * node["leaf_value"]))
            return ~(len(out["leaf"]) - 1)
        here = len(out["feature"])
        out["feature"].append(node["split_feature"])
        out["threshold"].append(rounded(node["threshold"]))
        out["left"].append(0)
        out["right"].append(0)
        out["left"][here] = add(node["left_child"])
        out["right"][here] = add(node["right_child"])
        return here

    add(root)
    return out
