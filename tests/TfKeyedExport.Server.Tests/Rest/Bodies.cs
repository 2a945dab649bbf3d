namespace TfKeyedExport.Server.Tests.Rest;

/// <summary>Bodies for the keyed model.</summary>
internal static class Bodies
{
    public const string Row = """{"key": "row-7", "is_male": "True", "mother_age": 30.0, "plurality": "Single(1)", "gestation_weeks": 36.0}""";

    public const string One = $$"""{"instances": [{{Row}}]}""";
}
