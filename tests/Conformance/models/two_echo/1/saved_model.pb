¨
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8õ
8
x0Placeholder*
_output_shapes
:*
dtype0
8
x1Placeholder*
_output_shapes
:*
dtype0
5
y0Identityx0*
T0*
_output_shapes
:
5
y1Identityx1*
T0*
_output_shapes
:

initNoOp"ª*
serving_defaultl

x0
x0:0

x1
x1:0
y0
y0:0
y1
y1:0tensorflow/serving/predict