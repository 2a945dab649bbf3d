 
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8
=
defaultPlaceholder*
_output_shapes
:*
dtype0
9
oIdentitydefault*
T0*
_output_shapes
:

initNoOp"ª*_
serving_defaultL

default
	default:0
o
o:0tensorflow/serving/predict