¦
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8
=
defaultPlaceholder*
_output_shapes
:*
dtype0
;
outIdentitydefault*
T0*
_output_shapes
:

initNoOp"ª*c
serving_defaultP

default
	default:0
out
out:0tensorflow/serving/predict