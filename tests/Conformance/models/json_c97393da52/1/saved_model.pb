”
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8‡
:
in_sPlaceholder*
_output_shapes
:*
dtype0
6
sIdentityin_s*
T0*
_output_shapes
:

initNoOp"ª*Y
serving_defaultF

in_s
in_s:0
s
s:0tensorflow/serving/predict