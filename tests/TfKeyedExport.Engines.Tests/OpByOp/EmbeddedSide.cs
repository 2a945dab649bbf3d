using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Runs one operation on the embedded engine, as a model of one node.</summary>
internal static class EmbeddedSide
{
    public static Outcome Run(OpCase opCase)
    {
        try
        {
            return new Outcome(OneOp.Run(opCase.Model(), opCase.Inputs), null);
        }
        catch (TfKeyedException error)
        {
            return new Outcome(null, error.Message);
        }
#pragma warning disable CA1031 // Whatever is thrown is the finding.
        catch (Exception crash)
        {
            return new Outcome(null, $"{crash.GetType().Name}: {crash.Message}", IsCrash: true);
        }
#pragma warning restore CA1031
    }
}
