˜U
-"serve*2.21.02v2.21.0-rc1-5-ga481b10260d8ê5
„
!a_rather_long_name_of_an_input_00Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_01Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_02Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_03Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_04Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_05Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_06Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_07Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_08Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_09Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_10Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_11Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_12Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_13Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_14Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_15Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_16Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_17Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_18Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_19Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_20Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_21Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_22Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_23Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_24Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_25Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_26Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_27Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_28Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_29Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_30Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_31Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_32Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_33Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_34Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_35Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_36Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_37Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_38Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
„
!a_rather_long_name_of_an_input_39Placeholder*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ*
dtype0*
shape:ÿÿÿÿÿÿÿÿÿ
¼
yAddN!a_rather_long_name_of_an_input_00!a_rather_long_name_of_an_input_01!a_rather_long_name_of_an_input_02!a_rather_long_name_of_an_input_03!a_rather_long_name_of_an_input_04!a_rather_long_name_of_an_input_05!a_rather_long_name_of_an_input_06!a_rather_long_name_of_an_input_07!a_rather_long_name_of_an_input_08!a_rather_long_name_of_an_input_09!a_rather_long_name_of_an_input_10!a_rather_long_name_of_an_input_11!a_rather_long_name_of_an_input_12!a_rather_long_name_of_an_input_13!a_rather_long_name_of_an_input_14!a_rather_long_name_of_an_input_15!a_rather_long_name_of_an_input_16!a_rather_long_name_of_an_input_17!a_rather_long_name_of_an_input_18!a_rather_long_name_of_an_input_19!a_rather_long_name_of_an_input_20!a_rather_long_name_of_an_input_21!a_rather_long_name_of_an_input_22!a_rather_long_name_of_an_input_23!a_rather_long_name_of_an_input_24!a_rather_long_name_of_an_input_25!a_rather_long_name_of_an_input_26!a_rather_long_name_of_an_input_27!a_rather_long_name_of_an_input_28!a_rather_long_name_of_an_input_29!a_rather_long_name_of_an_input_30!a_rather_long_name_of_an_input_31!a_rather_long_name_of_an_input_32!a_rather_long_name_of_an_input_33!a_rather_long_name_of_an_input_34!a_rather_long_name_of_an_input_35!a_rather_long_name_of_an_input_36!a_rather_long_name_of_an_input_37!a_rather_long_name_of_an_input_38!a_rather_long_name_of_an_input_39*
N(*
T0*'
_output_shapes
:ÿÿÿÿÿÿÿÿÿ

initNoOp"ª*ù
serving_defaultå
_
!a_rather_long_name_of_an_input_00:
#a_rather_long_name_of_an_input_00:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_01:
#a_rather_long_name_of_an_input_01:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_02:
#a_rather_long_name_of_an_input_02:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_03:
#a_rather_long_name_of_an_input_03:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_04:
#a_rather_long_name_of_an_input_04:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_05:
#a_rather_long_name_of_an_input_05:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_06:
#a_rather_long_name_of_an_input_06:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_07:
#a_rather_long_name_of_an_input_07:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_08:
#a_rather_long_name_of_an_input_08:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_09:
#a_rather_long_name_of_an_input_09:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_10:
#a_rather_long_name_of_an_input_10:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_11:
#a_rather_long_name_of_an_input_11:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_12:
#a_rather_long_name_of_an_input_12:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_13:
#a_rather_long_name_of_an_input_13:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_14:
#a_rather_long_name_of_an_input_14:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_15:
#a_rather_long_name_of_an_input_15:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_16:
#a_rather_long_name_of_an_input_16:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_17:
#a_rather_long_name_of_an_input_17:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_18:
#a_rather_long_name_of_an_input_18:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_19:
#a_rather_long_name_of_an_input_19:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_20:
#a_rather_long_name_of_an_input_20:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_21:
#a_rather_long_name_of_an_input_21:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_22:
#a_rather_long_name_of_an_input_22:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_23:
#a_rather_long_name_of_an_input_23:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_24:
#a_rather_long_name_of_an_input_24:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_25:
#a_rather_long_name_of_an_input_25:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_26:
#a_rather_long_name_of_an_input_26:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_27:
#a_rather_long_name_of_an_input_27:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_28:
#a_rather_long_name_of_an_input_28:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_29:
#a_rather_long_name_of_an_input_29:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_30:
#a_rather_long_name_of_an_input_30:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_31:
#a_rather_long_name_of_an_input_31:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_32:
#a_rather_long_name_of_an_input_32:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_33:
#a_rather_long_name_of_an_input_33:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_34:
#a_rather_long_name_of_an_input_34:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_35:
#a_rather_long_name_of_an_input_35:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_36:
#a_rather_long_name_of_an_input_36:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_37:
#a_rather_long_name_of_an_input_37:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_38:
#a_rather_long_name_of_an_input_38:0ÿÿÿÿÿÿÿÿÿ
_
!a_rather_long_name_of_an_input_39:
#a_rather_long_name_of_an_input_39:0ÿÿÿÿÿÿÿÿÿ
y
y:0ÿÿÿÿÿÿÿÿÿtensorflow/serving/predict