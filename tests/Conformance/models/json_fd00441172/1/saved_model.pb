”
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8‡
:
in_yPlaceholder*
_output_shapes
:*
dtype0
6
yIdentityin_y*
T0*
_output_shapes
:

initNoOp"ª*Y
serving_defaultF

in_y
in_y:0
y
y:0tensorflow/serving/predict