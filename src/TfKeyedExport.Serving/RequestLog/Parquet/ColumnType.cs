namespace TfKeyedExport.Serving.RequestLog.Parquet;

/// <summary>Of what type a column's values are.</summary>
internal enum ColumnType
{
    /// <summary>Whole numbers of 32 bits.</summary>
    Int32,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64,

    /// <summary>Microseconds since 1970, in UTC.</summary>
    Time,

    /// <summary>Floating-point numbers of 64 bits.</summary>
    Double,

    /// <summary>Text in UTF-8.</summary>
    Text,
}
