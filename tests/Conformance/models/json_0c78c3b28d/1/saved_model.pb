³
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8û
:
in_aPlaceholder*
_output_shapes
:*
dtype0
:
in_bPlaceholder*
_output_shapes
:*
dtype0
6
aIdentityin_a*
T0*
_output_shapes
:
6
bIdentityin_b*
T0*
_output_shapes
:

initNoOp"ª*ƒ
serving_defaultp

in_a
in_a:0

in_b
in_b:0
a
a:0
b
b:0tensorflow/serving/predict