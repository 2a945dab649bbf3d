¬
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8“
@

int_tensorPlaceholder*
_output_shapes
:*
dtype0
<
oIdentity
int_tensor*
T0*
_output_shapes
:

initNoOp"ª*e
serving_defaultR
"

int_tensor
int_tensor:0
o
o:0tensorflow/serving/predict