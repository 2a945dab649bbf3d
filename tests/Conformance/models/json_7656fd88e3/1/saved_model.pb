š
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8“
@

int_tensorPlaceholder*
_output_shapes
:*
dtype0
@

str_tensorPlaceholder*
_output_shapes
:*
dtype0
@

bin_tensorPlaceholder*
_output_shapes
:*
dtype0
<
iIdentity
int_tensor*
T0*
_output_shapes
:
<
sIdentity
str_tensor*
T0*
_output_shapes
:
<
bIdentity
bin_tensor*
T0*
_output_shapes
:

initNoOp"ª*Ò
serving_default¾
"

bin_tensor
bin_tensor:0
"

int_tensor
int_tensor:0
"

str_tensor
str_tensor:0
b
b:0
i
i:0
s
s:0tensorflow/serving/predict