"""Writes src/TfKeyedExport/Graphs/OpDeclarations.bin: the arguments, results and attribute defaults of TensorFlow's own
operations, as a serialized OpList without descriptions. Run it with a Python that has TensorFlow; give the output file."""
import re
import sys

from tensorflow.core.framework import op_def_pb2
from tensorflow.python.client import pywrap_tf_session

# Families that no served model runs on a plain host: data sets, devices' own, training steps, image files, summaries.
LEFT_OUT = re.compile(
    r"(Dataset|Iterator|TPU|^_|Quantize|Quantiz|Summary|Collective|Nccl|Xla|Debug|Grad$|GradV2$|GradGrad|Apply|Boosted|Sdca|Cudnn|Queue|Barrier"
    r"|Reader|Audio|Jpeg|Png|Gif|Bmp|Wav|Image|Sql|Distributed|Mkl|OneDnn|Embedding|Risc|Tensorrt|TRT|Stage|Unstage|MultiDevice|Generator"
    r"|Uniform(Quant|Deq|Requant)|Host|Ncc|Checkpoint)")

everything = op_def_pb2.OpList()
buffer = pywrap_tf_session.TF_GetAllOpList()
everything.ParseFromString(pywrap_tf_session.TF_GetBuffer(buffer) if hasattr(pywrap_tf_session, "TF_GetBuffer") else buffer)
kept = op_def_pb2.OpList()
for op in sorted(everything.op, key=lambda o: o.name):
    if LEFT_OUT.search(op.name):
        continue
    for field in ("summary", "description", "deprecation"):
        op.ClearField(field)
    for argument in list(op.input_arg) + list(op.output_arg):
        argument.ClearField("description")
        argument.ClearField("experimental_full_type")
    for attribute in op.attr:
        for field in ("description", "allowed_values", "has_minimum", "minimum"):
            attribute.ClearField(field)
    kept.op.append(op)
with open(sys.argv[1], "wb") as out:
    out.write(kept.SerializeToString(deterministic=True))
print(f"{len(kept.op)} of {len(everything.op)} operations")
