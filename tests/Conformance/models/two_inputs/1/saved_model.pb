‹
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8Ú
=
input_0Placeholder*
_output_shapes
:*
dtype0
=
input_1Placeholder*
_output_shapes
:*
dtype0
G
yAddNinput_0input_1*
N*
T0*
_output_shapes
:

initNoOp"ª*}
serving_defaultj

input_0
	input_0:0

input_1
	input_1:0
y
y:0tensorflow/serving/predict