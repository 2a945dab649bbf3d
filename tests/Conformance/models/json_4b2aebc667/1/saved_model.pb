š
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8‡
7
xPlaceholder*
_output_shapes
:*
dtype0
9
y_bytesIdentityx*
T0*
_output_shapes
:

initNoOp"ª*_
serving_defaultL

x
x:0
y_bytes
	y_bytes:0tensorflow/serving/predict