namespace TfKeyedExport.Operations.Quantization;

/// <summary>Numbers of fewer bits.</summary>
internal static class QuantizationOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Quantization");

    public static Operation FakeQuantWithMinMaxArgs { get; } = Family.Add();
    public static Operation FakeQuantWithMinMaxVars { get; } = Family.Add();
    public static Operation FakeQuantWithMinMaxVarsPerChannel { get; } = Family.Add();
    public static Operation QuantizeAndDequantizeV2 { get; } = Family.Add();
    public static Operation QuantizeAndDequantizeV3 { get; } = Family.Add();
    public static Operation QuantizeAndDequantizeV4 { get; } = Family.Add();
    public static Operation QuantizedConv2D { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DAndRelu { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DPerChannel { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBias { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasAndRelu { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasSignedSumAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasSumAndRelu { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedConv2DWithBiasSumAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedDepthwiseConv2D { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedDepthwiseConv2DWithBias { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedDepthwiseConv2DWithBiasAndRelu { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedDepthwiseConv2DWithBiasAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMul { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMulWithBias { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMulWithBiasAndDequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMulWithBiasAndRelu { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMulWithBiasAndReluAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation QuantizedMatMulWithBiasAndRequantize { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation UniformQuantizedConvolution { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation UniformQuantizedConvolutionHybrid { get; } = Family.Add(traits: Trait.Multiplies);
}
