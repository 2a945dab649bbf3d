â
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8¨
E
in_float_tensorPlaceholder*
_output_shapes
:*
dtype0
L
float_tensorIdentityin_float_tensor*
T0*
_output_shapes
:

initNoOp"ª*…
serving_defaultr
,
in_float_tensor
in_float_tensor:0&
float_tensor
float_tensor:0tensorflow/serving/predict