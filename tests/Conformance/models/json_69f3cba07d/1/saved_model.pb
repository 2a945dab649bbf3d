¬
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8“
@

str_tensorPlaceholder*
_output_shapes
:*
dtype0
<
oIdentity
str_tensor*
T0*
_output_shapes
:

initNoOp"ª*e
serving_defaultR
"

str_tensor
str_tensor:0
o
o:0tensorflow/serving/predict