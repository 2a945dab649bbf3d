#!/usr/bin/env python3
"""Makes the fixture models that files of conformance cases ask for, by the real TensorFlow (2.21).

    make_models.py OUT [CASES_DIR]

Everything is derived from the cases: their `signature`, `setup`, `model` and the requests. OUT gets NAME/VERSION/saved_model.pb
for each model, and models.json, which says for each case which models its server has, and which of them is asked.
"""
import ast
import base64
import hashlib
import json
import os
import re
import shutil
import sys
import urllib.parse

import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

v1 = tf.compat.v1
PREDICT, CLASSIFY, REGRESS = "tensorflow/serving/predict", "tensorflow/serving/classify", "tensorflow/serving/regress"
# What a request in JSON can carry to TF Serving.
IN_JSON = {"float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "string", "bool"}


# ---- values and names ----

def dtype(name):
    return tf.as_dtype(name[3:].lower() if name.startswith("DT_") else name)


def value(v):
    if isinstance(v, dict):
        return base64.b64decode(v["b64"])
    return v


def array(tensor):
    """A tensor as cases write them, as an array."""
    type_ = dtype(tensor["dtype"])
    data = [value(v) for v in tensor["data"]]
    if type_ == tf.string:
        flat = np.empty(len(data), object)
        flat[:] = [v if isinstance(v, bytes) else v.encode() for v in data]
    else:
        plain = [float(v) if isinstance(v, str) else v for v in data]
        flat = np.array(plain, type_.as_numpy_dtype)
    return flat.reshape(tensor["shape"])


def node_name(alias):
    """The name of a node for an alias that need not be one."""
    return re.sub(r"^[^A-Za-z0-9.]", "n_", re.sub(r"[^A-Za-z0-9_.\-/]", "_", alias)) or "n"


def placeholder(alias, type_, shape=None):
    return v1.placeholder(type_, shape if shape is None else [d if isinstance(d, int) and d >= 0 else None for d in shape], name=node_name(alias))


def formula(text, names):
    """`x`, `x/2+2`, `a+b`, `mean(x)`: what an output is of the inputs."""
    if text in names:
        return names[text]

    def of(node):
        match node:
            case ast.Expression():
                return of(node.body)
            case ast.Name() if node.id in names:
                return names[node.id]
            case ast.Constant():
                return node.value
            case ast.UnaryOp(op=ast.USub()):
                return -of(node.operand)
            case ast.BinOp(op=ast.Add()):
                return of(node.left) + of(node.right)
            case ast.BinOp(op=ast.Sub()):
                return of(node.left) - of(node.right)
            case ast.BinOp(op=ast.Mult()):
                return of(node.left) * of(node.right)
            case ast.BinOp(op=ast.Div()):
                return of(node.left) / of(node.right)
            case ast.Call(func=ast.Name(id="mean")):
                return tf.reduce_mean(of(node.args[0]))
            case ast.Call(func=ast.Name(id="sum")):
                return tf.reduce_sum(of(node.args[0]))
            case ast.Call(func=ast.Name(id="max")):
                return tf.reduce_max(of(node.args[0]))
        raise ValueError(f"make_models.py does not know the formula {text!r}")
    return of(ast.parse(text, mode="eval"))


def half_plus(x, plus, name):
    return tf.add(tf.multiply(x, 0.5), plus, name=name)


# ---- what makes a model of a graph ----

class Maker:
    def __init__(self, out):
        self.out, self.made = out, {}

    def save(self, name, version, build, said=None):
        """`build` makes a graph and returns its signatures by name: (inputs, outputs, method name, defaults). `said` are shapes
        that signatures declare, by side and alias: what a server never holds requests against, so the graph itself takes any."""
        key = (name, str(version))
        if key in self.made:
            return
        folder = os.path.join(self.out, name, str(version))
        with tf.Graph().as_default(), v1.Session() as session:
            signatures = build()
            session.run(v1.global_variables_initializer())
            definitions = {}
            for signature, (inputs, outputs, method, defaults) in signatures.items():
                definition = v1.saved_model.build_signature_def(
                    {k: v1.saved_model.build_tensor_info(t) for k, t in inputs.items()},
                    {k: v1.saved_model.build_tensor_info(t) for k, t in outputs.items()}, method)
                for k, t in (defaults or {}).items():
                    definition.defaults[k].CopyFrom(tf.make_tensor_proto(t))
                for (side, k), shape in (said or {}).items():
                    getattr(definition, side)[k].tensor_shape.CopyFrom(tf.TensorShape(shape).as_proto())
                definitions[signature] = definition
            builder = v1.saved_model.Builder(folder)
            builder.add_meta_graph_and_variables(session, ["serve"], definitions, strip_default_attrs=True)
            builder.save()
        tidy(folder)
        self.made[key] = True

    def broken(self, name, version):
        """A version that no server can load: the file breaks off in the middle of a message."""
        folder = os.path.join(self.out, name, str(version))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "saved_model.pb"), "wb") as file:
            file.write(b"\x08\x01\x12\xff\x7fbroken on purpose")


def tidy(folder):
    """Declarations of operations are in every TensorFlow, and the larger part of a small model."""
    path = os.path.join(folder, "saved_model.pb")
    model = saved_model_pb2.SavedModel()
    with open(path, "rb") as file:
        model.ParseFromString(file.read())
    for meta in model.meta_graphs:
        meta.meta_info_def.ClearField("stripped_op_list")
    with open(path, "wb") as file:
        file.write(model.SerializeToString(deterministic=True))
    variables = os.path.join(folder, "variables")
    if os.path.isdir(variables) and not os.listdir(variables):
        os.rmdir(variables)


# ---- the models of the setups ----

def half_plus_two(plus=2.0):
    """x -> y, y2 = y + 1, x2 -> y3: fed as numbers or, for `_x_to_`, parsed from serialized examples."""
    examples = v1.placeholder(tf.string, name="tf_example")
    parsed = v1.parse_example(examples, {
        "x": v1.FixedLenFeature([1], tf.float32),
        "x2": v1.FixedLenFeature([1], tf.float32, default_value=[0.0])})
    x, x2 = tf.identity(parsed["x"], name="x"), tf.identity(parsed["x2"], name="x2")
    # As many rows as there are examples; of a placeholder of unknown rank TensorFlow does not know that.
    x.set_shape([None, 1])
    x2.set_shape([None, 1])
    y, y2, y3 = half_plus(x, plus, "y"), half_plus(x, plus + 1, "y2"), half_plus(x2, plus + 1, "y3")
    return {
        "serving_default": ({"x": x}, {"y": y}, PREDICT, None),
        "regress_x_to_y": ({"inputs": examples}, {"outputs": y}, REGRESS, None),
        "regress_x_to_y2": ({"inputs": examples}, {"outputs": y2}, REGRESS, None),
        "regress_x2_to_y3": ({"inputs": x2}, {"outputs": y3}, REGRESS, None),
        "classify_x_to_y": ({"inputs": examples}, {"scores": y}, CLASSIFY, None),
        "classify_x2_to_y3": ({"inputs": x2}, {"scores": y3}, CLASSIFY, None)}


def without_default():
    x = placeholder("x", tf.float32, [None, 1])
    return {"other": ({"x": x}, {"y": half_plus(x, 2.0, "y")}, PREDICT, None)}


def odd_method():
    x = placeholder("x", tf.float32)
    return {"serving_default": ({"x": x}, {"y": half_plus(x, 2.0, "y")}, "not/a/method", None)}


def three_outputs(alias="x", method=PREDICT):
    x = placeholder(alias, tf.float32)
    return {"serving_default": ({alias: x}, {n: half_plus(x, p, n) for n, p in (("y", 2.0), ("y2", 3.0), ("y3", 4.0))}, method, None)}


def wide():
    """One input and one output, and a signature whose text is far longer than 1024 characters."""
    alias = "a_rather_long_name_" * 80
    x = v1.placeholder(tf.float32, [None, 1], name="x")
    return {"serving_default": ({alias: x}, {"y": half_plus(x, 2.0, "y")}, PREDICT, None)}


def two_signatures():
    x, x2 = placeholder("x", tf.float32), placeholder("x2", tf.float32)
    xy, x2y3 = ({"x": x}, {"y": half_plus(x, 2.0, "y")}, PREDICT, None), ({"x2": x2}, {"y3": half_plus(x2, 3.0, "y3")}, PREDICT, None)
    return {"serving_default": xy, "sig_xy": xy, "sig_x2y3": x2y3}


def counter():
    """State that calls change."""
    count = v1.get_variable("count", initializer=0.0, use_resource=True)
    delta = placeholder("delta", tf.float32, [])

    def after(operation, name):
        with tf.control_dependencies([operation]):
            return tf.identity(count.read_value(), name=name)
    zero = tf.constant(0.0)
    return {
        "get_counter": ({}, {"output": tf.identity(count.read_value(), name="get")}, PREDICT, None),
        "incr_counter": ({}, {"output": after(count.assign_add(1.0, read_value=False), "incr")}, PREDICT, None),
        "incr_counter_by": ({"delta": delta}, {"output": after(count.assign_add(delta, read_value=False), "incr_by")}, PREDICT, None),
        "reset_counter": ({}, {"output": after(count.assign(zero, read_value=False), "reset")}, PREDICT, None)}


def slow(seconds, plus=2.0):
    """As long as it is said to be on any machine: it asks the clock until the time is over."""
    x = placeholder("x", tf.float32)
    start = tf.timestamp()

    def later(now, rows):
        # The rows go through the loop, so that nobody may leave it out.
        with tf.control_dependencies([now]):
            return tf.timestamp(), tf.identity(rows)
    _, rows = tf.while_loop(lambda now, rows: now < start + seconds, later, [start, x], [start.shape, tf.TensorShape(None)], parallel_iterations=1)
    return {"serving_default": ({"x": x}, {"y": half_plus(rows, plus, "y")}, PREDICT, None)}


def echo(inputs):
    """`inputs` by name: what comes in goes out; a single one as y."""
    placeholders = {n: placeholder(n, t, s) for n, (t, s) in inputs.items()}
    names = {n: "y" if len(inputs) == 1 else n.replace("x", "y") if "x" in n else n + "_out" for n in inputs}
    return {"serving_default": (placeholders, {names[n]: tf.identity(p, name=node_name(names[n])) for n, p in placeholders.items()}, PREDICT, None)}


def summed(inputs):
    placeholders = {n: placeholder(n, t, s) for n, (t, s) in inputs.items()}
    return {"serving_default": (placeholders, {"y": tf.add_n(list(placeholders.values()), name="y")}, PREDICT, None)}


def of_formula(inputs, text):
    placeholders = {n: placeholder(n, t, s) for n, (t, s) in inputs.items()}
    return {"serving_default": (placeholders, {"y": tf.identity(formula(text, placeholders), name="y")}, PREDICT, None)}


def fixed(values):
    x = placeholder("x", tf.float32)
    return {"serving_default": ({"x": x}, {"y": tf.constant(values, tf.float32, name="y")}, PREDICT, None)}


def constants(method, outputs):
    examples = v1.placeholder(tf.string, name="inputs")
    return {"serving_default": ({"inputs": examples}, {n: tf.constant(v, name=n) for n, v in outputs.items()}, method, None)}


def of_signature(signature, tensors, constant):
    """What json cases describe."""
    def known(info):
        # A model with constant outputs must be reachable by JSON, whatever type is said.
        return info["dtype"] if not constant or info["dtype"] in IN_JSON else "float32"
    inputs = {n: placeholder(n, dtype(known(i))) for n, i in signature["inputs"].items()}
    outputs = {}
    for name, info in signature["outputs"].items():
        said = info.get("value")
        if said == "constant" or constant:
            outputs[name] = tf.constant(array(tensors[name]), dtype(info["dtype"]), tensors[name]["shape"], name=node_name(name))
        else:
            outputs[name] = tf.identity(formula(said or name, inputs), name=node_name(name))
    defaults = {n: array(t) for n, t in signature.get("defaults", {}).items()}
    return {"serving_default": (inputs, outputs, PREDICT, defaults)}


# ---- classify and regress models with constant outputs, by their names and by what is expected of them ----

def shapes_of(signature):
    """The shapes that a signature declares; of an unknown rank none is declared."""
    return {(side, n): i["shape"] for side in ("inputs", "outputs") for n, i in signature[side].items() if i.get("shape") is not None}


def labels_and_scores(classifications):
    classes = [[c.get("label", "").encode() for c in r.get("classes", [])] for r in classifications]
    scores = [[float(c.get("score", 0.0)) for c in r.get("classes", [])] for r in classifications]
    return classes, scores


def count_after(name, word, otherwise):
    found = re.search(word + r"(\d+)", name)
    return int(found.group(1)) if found else otherwise


def constant_model(name, method, expected, examples):
    """classes_only, scores_rank1, classes2_scores3, reg_batch_plus_one, reg_double, ...: words say what is odd."""
    rows = max(examples, 1) + (1 if "batch_plus_one" in name else -1 if "batch_minus_one" in name else 0)
    odd_type = next((t for t in ("double", "int64", "int32", "string") if re.search(rf"(^|_){t}(_|$)", name)), None)
    rank = count_after(name, "rank", -1)
    result = expected.get("result", expected)
    if method == "Regress" or name.startswith("reg"):
        values = [r.get("value", 0.0) for r in result.get("regressions", [])] or [float(i + 3) for i in range(rows)]
        values = np.array(values, np.float32)
        if rank == 0 or "scalar" in name:
            values = values[0]
        elif "2d" in name or rank == 2:
            values = values.reshape(-1, 1)
        elif rank > 0:
            values = values.reshape([-1] + [1] * (rank - 1))
        if "two_columns" in name or "by_two" in name:
            values = np.stack([values, values], 1)
        return REGRESS, {"outputs": retyped(values, odd_type)}
    classes, scores = labels_and_scores(result.get("classifications", []))
    if not classes:
        width_of_classes, width_of_scores = count_after(name, "classes", 2), count_after(name, "scores", 2)
        classes = [[b"label%d" % c for c in range(width_of_classes)] for _ in range(rows)]
        scores = [[float(c) for c in range(width_of_scores)] for _ in range(rows)]
    classes, scores = np.array(classes, object), np.array(scores, np.float32)
    # What is expected says as much as the name: a label that is no empty text comes from classes, a score from scores.
    answered = [c for r in result.get("classifications", []) for c in r.get("classes", [])]
    wants_classes = bool(re.search("class|label", name)) or any(c.get("label") for c in answered)
    wants_scores = "score" in name or any("score" in c for c in answered)
    outputs = {}
    if wants_classes or not wants_scores:
        outputs["classes"] = classes
    if wants_scores or not wants_classes:
        outputs["scores"] = scores
    for which in outputs:
        ours = len(outputs) == 1 or re.search(rf"{which}[_a-z0-9]*?_(rank\d|double|int64|int32|string)", name)
        if rank >= 0 and ours:
            flat = outputs[which][:, 0]
            outputs[which] = flat[0] if rank == 0 else flat.reshape([-1] + [1] * (rank - 1))
        if odd_type and ours:
            outputs[which] = retyped(outputs[which], odd_type)
    return CLASSIFY, outputs


def retyped(values, name):
    if name is None:
        return values
    if name == "string":
        return np.full(np.shape(values), b"text", object)
    return np.zeros(np.shape(values), dtype(name).as_numpy_dtype) if np.asarray(values).dtype == object else np.asarray(values).astype(dtype(name).as_numpy_dtype)


# ---- from cases to models ----

def setup_number(text):
    found = re.match(r"S\d+[a-z]?", text)
    return found.group(0) if found else ""


def seconds_of(text):
    found = re.search(r"(\d+(?:\.\d+)?)\s*s (?:a|per) run", text)
    return float(found.group(1)) if found else 2.0


def inputs_of_steps(steps, declared=None):
    """Names and types of a model's inputs, by what its calls send."""
    found = {}
    for step in steps:
        for name, tensor in step.get("predict", {}).get("inputs", {}).items():
            data = tensor.get("data", [])
            said = tensor.get("dtype") or ("string" if data and isinstance(data[0], str) and data[0] not in ("NaN", "Infinity", "-Infinity", "-0.0") else "float32")
            found.setdefault(name, (dtype(said), None))
    for name, shape in (declared or {}).items():
        found[name] = (found.get(name, (tf.float32, None))[0], [None if d in (None, "None") else int(d) for d in shape] if shape is not None else None)
    return found or {"x": (tf.float32, None)}


def model_of_batching(maker, name, text, case):
    """The model that a batching case names; `text` is what it says that it computes."""
    steps = [s for s in case["steps"] if s.get("model", name) == name]
    declared = {("inputs", n): s for n, (_, s) in inputs_of_steps([], case["model"].get("inputs")).items() if s}
    inputs = inputs_of_steps(steps, dict.fromkeys(case["model"].get("inputs", {})))
    if not text and (told := re.match(r"(mean|sum|max)_", name)):
        text = f"{told.group(1)}(x)"
    if name in ("half_plus_two", "half_plus_three"):
        maker.save(name, 123, lambda: half_plus_two(2.0 if name.endswith("two") else 3.0))
    elif name == "counter":
        maker.save(name, 123, counter)
    elif name.startswith("slow") or "run" in text:
        maker.save(name, 1, lambda: slow(seconds_of(text)))
    elif name == "two_signatures":
        maker.save(name, 1, two_signatures)
    elif found := re.match(r"\s*(\[[-0-9., ]*\])", text or ("[1,2,3]" if name == "fixed_three" else "")):
        maker.save(name, 1, lambda: fixed(json.loads(found.group(1))))
    elif "echo" in name:
        if type_ := re.fullmatch(r"echo_(\w+)", name):
            inputs = {n: (dtype(type_.group(1)), s) for n, (_, s) in inputs.items()}
        maker.save(name, 1, lambda: echo(inputs), declared)
    elif "_inputs" in name and not text:
        maker.save(name, 1, lambda: summed(inputs), declared)
    else:
        expression = re.match(r"[-\w+*/(). ]*[\w)]", re.split(r"\bon\b|,", text or "x/2+2")[0]).group(0)
        maker.save(name, 1, lambda: of_formula(inputs, expression), declared)


def example_count(request):
    source = request.get("input", {})
    return len((source.get("example_list") or source.get("example_list_with_context") or {}).get("examples", []))


def model_of_setup(maker, number, name, case):
    """The model of a setup under the name that the request asks for."""
    setup, request, expect = case["setup"], case.get("request") or {}, case.get("expect", {})
    if number == "S6":
        method, outputs = constant_model(name, verb(case), expect.get("response") or rest_results(expect), example_count(request) or rest_examples(request))
        maker.save(name, 123, lambda: constants(method, outputs))
    elif number == "S7":
        maker.save(name, 1, lambda: slow(seconds_of(setup)))
    elif number == "S9":
        maker.save(name, 123, counter)
    elif number in ("S8", "S10"):
        maker.save(name, 1, two_signatures)
    elif number == "S11":
        told = re.search(r"b=\[([^\]]*)\]", setup)
        default = np.array([float(v) for v in told.group(1).split(",")] if told else [10.0], np.float32)
        shape = {"dtype": "float32", "shape": [None]}
        signature = {
            "inputs": {"a": shape, "b": shape}, "outputs": {"s": dict(shape, value="a+b")},
            "defaults": {"b": {"dtype": "float32", "shape": list(default.shape), "data": default.tolist()}}}
        maker.save(name, 1, lambda: of_signature(signature, {}, False), shapes_of(signature))
    elif number == "S12":
        maker.save(name, 1, without_default)
    elif number == "S13":
        maker.save(name, 1, three_outputs)
    elif number == "S13b" and "output" in name:
        maker.save(name, 1, lambda: three_outputs("inputs", CLASSIFY))
    elif number == "S13b":
        maker.save(name, 1, lambda: summed({n: (tf.float32, None) for n in ("inputs", "more")}))
    elif number == "S14":
        maker.save(name, 1, odd_method)
    elif number == "S15":
        maker.save(name, 1, wide)
    elif number == "S16":
        maker.save(name, 1, lambda: echo({"x": (dtype(re.sub(r"^echo_", "", name)), None)}))


def verb(case):
    if "method" in case:
        return case["method"]
    return "Regress" if case["request"]["path"].endswith(":regress") else "Classify"


def rest_examples(request):
    try:
        return len(json.loads(request.get("body") or "{}").get("examples", []))
    except ValueError:
        return 0


def rest_results(expect):
    """Results as REST writes them, in gRPC's form."""
    results = (expect.get("json") or {}).get("results") or []
    if results and isinstance(results[0], list):
        return {"classifications": [{"classes": [{"label": c[0], "score": float(c[1])} for c in r]} for r in results]}
    return {"regressions": [{"value": float(v)} for v in results]} if results else {}


def asked_name(case):
    request = case.get("request") or {}
    if "path" in request:
        found = re.match(r"/v1/models/([^/:?]+)", request["path"], re.I)
        return urllib.parse.unquote(found.group(1)) if found else None
    spec = request.get("model_spec") or next(iter(request.get("tasks", [])), {}).get("model_spec", {})
    return spec.get("name")


USUAL = {
    "S1": ["half_plus_two"], "S2": ["half_plus_three"], "S3": ["two_versions"], "S4": ["broken"], "S5": ["half_plus_two"], "S6": ["classes_only"],
    "S7": ["slow"], "S8": ["two_signatures"], "S9": ["counter"], "S10": ["two_signatures"], "S11": ["with_defaults"], "S12": ["bad_half_plus_two"],
    "S13": ["multi_out"], "S13b": ["two_inputs"], "S14": ["odd_method"], "S15": ["wide_signature"], "S16": ["echo_float"]}
# Setups whose models are there whatever the request asks for.
FIXED = {"S1", "S2", "S3", "S4", "S5"}


def models_of(maker, case):
    """Makes what a case of REST or gRPC needs, and names it."""
    setup = case["setup"]
    if setup.startswith("unit"):
        return []
    number = setup_number(setup)
    names = list(USUAL.get(number, []))
    if not number:
        names = [n for n in ("two_versions", "half_plus_three") if n in setup] or ["half_plus_two"]
    elif number not in FIXED:
        names = [asked_name(case) or names[0]]
        model_of_setup(maker, number, names[0], case)
    for extra in re.findall(r"\$\{MODELS\}/([A-Za-z0-9_.\-]+)", json.dumps(case)):
        if os.path.isdir(os.path.join(maker.out, extra)):
            continue
        if "broken" in extra or "bad" in extra:
            maker.broken(extra, 1)
        else:
            maker.save(extra, 125, half_plus_two)
    return names


def models_for(maker, case):
    """Makes what a case needs, and names it; the model that is asked first."""
    if "signature" in case:
        constant = case.get("via") == "constant"
        told = {"signature": case["signature"], "tensors": case["output_tensors"] if constant else None}
        name = "json_" + hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:10]
        maker.save(name, 1, lambda: of_signature(case["signature"], case.get("output_tensors", {}), constant), shapes_of(case["signature"]))
        return [name]
    if "steps" not in case:
        return models_of(maker, case)
    model = case["model"]
    texts = {t.split(":")[0].strip(): t.partition(":")[2].strip() for t in model.get("models", [])}
    if "model" in model:
        texts[model["model"]] = model.get("y", "")
    for step in case["steps"]:
        texts.setdefault(step.get("model", next(iter(texts))), "")
    for name, text in texts.items():
        model_of_batching(maker, name, text, case)
    return list(texts)


def cases_in(folder):
    for file in sorted(os.listdir(folder)):
        if file.endswith(".json") and file != "models.json":
            with open(os.path.join(folder, file), encoding="utf-8") as text:
                cases = json.load(text)
            yield from (c for c in cases if isinstance(c, dict) and "id" in c) if isinstance(cases, list) else ()


def main():
    out = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(os.path.abspath(__file__))
    shutil.rmtree(out, ignore_errors=True)
    maker, index = Maker(out), {}
    maker.save("half_plus_two", 123, half_plus_two)
    maker.save("half_plus_three", 123, lambda: half_plus_two(3.0))
    maker.save("two_versions", 123, half_plus_two)
    maker.save("two_versions", 124, lambda: half_plus_two(3.0))
    maker.save("broken", 1, half_plus_two)
    maker.broken("broken", 2)
    maker.broken("broken_only", 1)
    cases = list(cases_in(folder))
    # Batching cases say more about a model than a name that others only mention.
    for case in sorted(cases, key=lambda c: "steps" not in c):
        try:
            names = models_for(maker, case)
            index[case["id"]] = {"models": names, "asked": names[0] if names else None}
        except Exception as error:  # Whatever a case asks for that cannot be made: only this case lacks it.
            index[case["id"]] = {"error": f"{type(error).__name__}: {error}"}
            print(f"{case['id']}: {index[case['id']]['error']}", file=sys.stderr)
    with open(os.path.join(out, "models.json"), "w", encoding="utf-8") as file:
        json.dump({"cases": dict(sorted(index.items()))}, file, indent=1, sort_keys=True)
        file.write("\n")
    print(f"{len(maker.made)} versions of {len(os.listdir(out)) - 1} models for {len(index)} cases")


if __name__ == "__main__":
    main()
