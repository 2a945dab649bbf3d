"""Writes src/TfKeyedExport/Operations/Declarations/OpDeclarations.bin: the arguments, results and attributes of all of TensorFlow's own
operations, without descriptions. Run it with a Python that has TensorFlow; give the output file.

The file is made for looking one name up without reading the rest: the number of operations, where each begins and where the
last ends (all of them 32-bit, little-endian, counted from behind this table), then the serialized OpDefs, sorted by name."""
import struct
import sys

from tensorflow.core.framework import op_def_pb2
from tensorflow.python.client import pywrap_tf_session

everything = op_def_pb2.OpList()
buffer = pywrap_tf_session.TF_GetAllOpList()
everything.ParseFromString(pywrap_tf_session.TF_GetBuffer(buffer) if hasattr(pywrap_tf_session, "TF_GetBuffer") else buffer)
kept = []
for op in sorted(everything.op, key=lambda o: o.name.encode()):
    # TensorFlow's internal operations are never in a model that was saved.
    if op.name.startswith("_"):
        continue
    for field in ("summary", "description", "deprecation"):
        op.ClearField(field)
    for argument in list(op.input_arg) + list(op.output_arg):
        argument.ClearField("description")
        argument.ClearField("experimental_full_type")
    for attribute in op.attr:
        attribute.ClearField("description")
    kept.append(op.SerializeToString(deterministic=True))
starts = [0]
for op in kept:
    starts.append(starts[-1] + len(op))
with open(sys.argv[1], "wb") as out:
    out.write(struct.pack(f"<{len(starts) + 1}i", len(kept), *starts))
    out.writelines(kept)
print(f"{len(kept)} of {len(everything.op)} operations")
