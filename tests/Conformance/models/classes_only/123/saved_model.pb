å
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8Á
<
inputsPlaceholder*
_output_shapes
:*
dtype0
n
classesConst*
_output_shapes

:*
dtype0*/
value&B$BdosBunoBcuatroBtres

initNoOp"ª*p
serving_default]

inputs
inputs:0"
classes
	classes:0tensorflow/serving/classify