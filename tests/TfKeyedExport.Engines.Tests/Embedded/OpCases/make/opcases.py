"""Runs single operations on real TensorFlow and writes their answers as cases for the embedded engine's tests.

A script beside this one makes Cases, adds to it, and writes NAME.cases.json one folder up:

    cases = Cases()
    cases.add("Bucketize", input=f32([1, 2]), boundaries=[0.0, 1.5])
    cases.write("sets")
"""
import base64, itertools, json, os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import op_def_library, op_def_registry

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

def f32(x): return np.array(x, np.float32)
def f64(x): return np.array(x, np.float64)
def i32(x): return np.array(x, np.int32)
def i64(x): return np.array(x, np.int64)
def bools(x): return np.array(x, np.bool_)
def strs(x):
    a = np.array(x, object)
    return np.vectorize(lambda s: s.encode() if isinstance(s, str) else s, otypes=[object])(a) if a.size else a
def typed(x, dtype): return np.array(x).astype(tf.as_dtype(dtype).as_numpy_dtype)

def number(x):
    x = complex(x) if np.iscomplexobj(x) else x
    if isinstance(x, complex): return [number(x.real), number(x.imag)]
    if isinstance(x, (bool, np.bool_)): return bool(x)
    if isinstance(x, (int, np.integer)): return int(x)
    x = float(x)
    return "NaN" if x != x else "Infinity" if x == float("inf") else "-Infinity" if x == float("-inf") else x

def tensor(a):
    a = np.asarray(a)
    if a.dtype == object or a.dtype.kind in "SU":
        data = [{"b64": base64.b64encode(x if isinstance(x, bytes) else x.encode()).decode()} for x in a.reshape(-1)]
        return {"dtype": "DT_STRING", "shape": list(a.shape), "data": data}
    dtype = tf.as_dtype(a.dtype)
    return {"dtype": types_pb2.DataType.Name(dtype.as_datatype_enum), "shape": list(a.shape), "data": [number(x) for x in a.reshape(-1)]}

def default(value):
    kind = value.WhichOneof("value")
    if kind != "list": return tf.as_dtype(value.type) if kind == "type" else getattr(value, kind)
    return next((list(v) for _, v in value.list.ListFields()), [])

class Cases:
    def __init__(self):
        self.cases = []

    def add(self, op, **arguments):
        definition = op_def_registry.get(op)
        graph = tf.Graph()
        with graph.as_default():
            values, inputs, feeds = {}, [], {}
            def place(value):
                a = np.asarray(value)
                p = tf.compat.v1.placeholder(tf.string if a.dtype == object or a.dtype.kind in "SU" else tf.as_dtype(a.dtype), None)
                feeds[p] = a
                inputs.append(a)
                return p
            for arg in definition.input_arg:
                value = arguments.pop(arg.name)
                many = bool(arg.number_attr or arg.type_list_attr)
                values[arg.name] = [place(v) for v in value] if many else place(value)
            inferred = {name for a in definition.input_arg for name in (a.type_attr, a.number_attr, a.type_list_attr)}
            for attr in definition.attr:
                if attr.HasField("default_value") and attr.name not in inferred:
                    arguments.setdefault(attr.name, default(attr.default_value))
            values.update(arguments)
            with graph.control_dependencies(None):
                op_def_library.apply_op(op, **values)
            node = next(o for o in reversed(graph.get_operations()) if o.type == op)
            attrs = {k: base64.b64encode(v.SerializeToString()).decode() for k, v in sorted(node.node_def.attr.items()) if not k.startswith("_")}
            case = {"op": op, "attr": attrs, "inputs": [tensor(a) for a in inputs],
                    "outputs": [o.dtype.base_dtype.as_datatype_enum for o in node.outputs]}
            try:
                with tf.compat.v1.Session(graph=graph) as session:
                    results = session.run(list(node.outputs), feeds)
                case["results"] = [tensor(r if o.dtype != tf.string else np.array(r, object)) for r, o in zip(results, node.outputs)]
            except (tf.errors.OpError, ValueError) as e:
                lines = getattr(e, "message", str(e)).split("\n")
                at = next((i for i, l in enumerate(lines) if "[[{{node" in l), len(lines) - 1)
                case["error"] = lines[at].split("[[{{node")[0].strip() or lines[max(0, at - 1)].strip()
        self.cases.append(case)
        return case

    def write(self, name):
        errors = sum("error" in c for c in self.cases)
        path = os.path.join(FOLDER, name + ".cases.json")
        with open(path, "w") as f:
            f.write('{"cases":[\n' + ",\n".join(json.dumps(c) for c in self.cases) + "\n]}\n")
        print(f"{name}: {len(self.cases)} cases, {errors} of them errors, {os.path.getsize(path)} bytes")
        for c in self.cases:
            if "error" in c: print("   ", c["op"], "|", c["error"][:150])
