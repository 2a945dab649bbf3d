à
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8÷
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
7
a_outIdentitya*
T0*
_output_shapes
:
7
b_outIdentityb*
T0*
_output_shapes
:

initNoOp"ª*´
serving_default 

a
a:0ÿÿÿÿÿÿÿÿÿ

b
b:0ÿÿÿÿÿÿÿÿÿ#
a_out
a_out:0ÿÿÿÿÿÿÿÿÿ#
b_out
b_out:0ÿÿÿÿÿÿÿÿÿtensorflow/serving/predict