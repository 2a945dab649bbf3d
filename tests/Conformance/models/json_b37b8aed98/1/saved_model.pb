Ó
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8¢
C
in_int_tensorPlaceholder*
_output_shapes
:*
dtype0
H

int_tensorIdentityin_int_tensor*
T0*
_output_shapes
:

initNoOp"ª*}
serving_defaultj
(
in_int_tensor
in_int_tensor:0"

int_tensor
int_tensor:0tensorflow/serving/predict