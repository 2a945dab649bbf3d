namespace TfKeyedExport.Embedded.Runtime.Resources;

/// <summary>State that is constant as long as no signature writes it.</summary>
internal interface IFreezable
{
    /// <summary>The name by which nodes share it.</summary>
    string SharedName { get; }
}
