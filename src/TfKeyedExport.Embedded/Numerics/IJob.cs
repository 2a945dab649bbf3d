namespace TfKeyedExport.Embedded.Numerics;

/// <summary>Work in pieces that do not depend on one another.</summary>
internal interface IJob
{
    /// <summary>Does one piece; must not throw.</summary>
    void Run(int piece);
}
