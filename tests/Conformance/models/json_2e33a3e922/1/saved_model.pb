¾
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8™
@

in_v_bytesPlaceholder*
_output_shapes
:*
dtype0
B
v_bytesIdentity
in_v_bytes*
T0*
_output_shapes
:

initNoOp"ª*q
serving_default^
"

in_v_bytes
in_v_bytes:0
v_bytes
	v_bytes:0tensorflow/serving/predict