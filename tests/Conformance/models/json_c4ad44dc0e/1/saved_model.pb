®
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8ó
7
aPlaceholder*
_output_shapes
:*
dtype0
7
bPlaceholder*
_output_shapes
:*
dtype0
5
addAddV2ab*
T0*
_output_shapes
:
5
sIdentityadd*
T0*
_output_shapes
:

initNoOp"ª*†
serving_defaults

a
a:0ÿÿÿÿÿÿÿÿÿ

b
b:0ÿÿÿÿÿÿÿÿÿ
s
s:0ÿÿÿÿÿÿÿÿÿtensorflow/serving/predict