¬
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8
:
in_yPlaceholder*
_output_shapes
:*
dtype0
L
yConst*
_output_shapes
:*
dtype0*
valueBj€x

initNoOp"ª*[
serving_defaultH

in_y
in_y:0
y
y:0tensorflow/serving/predict