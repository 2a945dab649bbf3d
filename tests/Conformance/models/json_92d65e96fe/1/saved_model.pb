ˆ
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8Ÿ
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
int_outIdentity
int_tensor*
T0*
_output_shapes
:
B
str_outIdentity
str_tensor*
T0*
_output_shapes
:

initNoOp"ª*´
serving_default 
"

int_tensor
int_tensor:0
"

str_tensor
str_tensor:0
int_out
	int_out:0
str_out
	str_out:0tensorflow/serving/predict