ú
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8Í
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
B
float_tensorPlaceholder*
_output_shapes
:*
dtype0
@

dbl_tensorPlaceholder*
_output_shapes
:*
dtype0
I
int_tensor_outIdentity
int_tensor*
T0*
_output_shapes
:
I
str_tensor_outIdentity
str_tensor*
T0*
_output_shapes
:
M
float_tensor_outIdentityfloat_tensor*
T0*
_output_shapes
:
I
dbl_tensor_outIdentity
dbl_tensor*
T0*
_output_shapes
:

initNoOp"ª*ø
serving_defaultä
"

dbl_tensor
dbl_tensor:0
&
float_tensor
float_tensor:0
"

int_tensor
int_tensor:0
"

str_tensor
str_tensor:0*
dbl_tensor_out
dbl_tensor_out:0.
float_tensor_out
float_tensor_out:0*
int_tensor_out
int_tensor_out:0*
str_tensor_out
str_tensor_out:0tensorflow/serving/predict