ˆ
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8
7
sPlaceholder*
_output_shapes
:*
dtype0
3
oIdentitys*
T0*
_output_shapes
:

initNoOp"ª*S
serving_default@

s
s:0
o
o:0tensorflow/serving/predict