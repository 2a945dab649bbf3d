©
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8ê
=
in_onlyPlaceholder*
_output_shapes
:*
dtype0
<
onlyIdentityin_only*
T0*
_output_shapes
:

initNoOp"™*e
serving_defaultR

in_only
	in_only:0
only
only:0tensorflow/serving/predict