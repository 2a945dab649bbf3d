using System.Globalization;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Protos;
using TfKeyedExport.TensorFlow.Tensors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Runs one operation on TensorFlow: the graph is imported through the C API, no file is written.</summary>
internal static unsafe class TensorFlowSide
{
    public static Outcome Run(OpCase opCase)
    {
        TensorFlowForTests.LibraryFile();
        GraphDef graphDef = opCase.Model().MetaGraphs[0].Proto.GraphDef;
        try
        {
            using GraphHandle graph = Import(graphDef);
            return new Outcome(RunGraph(graph, opCase), null);
        }
        catch (TfKeyedException error)
        {
            return new Outcome(null, error.Message);
        }
    }

    private static GraphHandle Import(GraphDef graphDef)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using ImportGraphDefOptionsHandle options = NativeMethods.NewImportGraphDefOptions();
        using BufferHandle bytes = BufferHandle.From(graphDef.ToByteArray());
        GraphHandle graph = NativeMethods.NewGraph();
        NativeMethods.GraphImportGraphDef(graph, bytes, options, status);
        if (status.Code == StatusCode.Ok)
            return graph;
        graph.Dispose();
        throw StatusHandle.Failure(status.Code, status.Message, "import the graph", null);
    }

    private static Tensor[] RunGraph(GraphHandle graph, OpCase opCase)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using SessionOptionsHandle options = SessionOptionsHandle.Of(new ConfigProto(), status);
        using SessionHandle session = NativeMethods.NewSession(graph, options, status);
        status.ThrowIfFailed("start a session");
        int[] fed = [.. Enumerable.Range(0, opCase.Inputs.Length).Except(opCase.Constants)];
        GraphOutput[] feeds = [.. fed.Select(i => new GraphOutput(NativeMethods.GraphOperationByName(graph, $"i{i:00}"), 0))];
        GraphOutput[] fetches = [.. opCase
            .Fetches()
            .Select(f => f.Output.Split(':'))
            .Select(f => new GraphOutput(NativeMethods.GraphOperationByName(graph, f[0]), int.Parse(f[1], CultureInfo.InvariantCulture)))];
        TensorHandle[] inputs = [.. fed.Select(i => TensorImport.ToNative(opCase.Inputs[i]))];
        nint[] given = [.. inputs.Select(i => i.DangerousGetHandle())], answers = new nint[fetches.Length];
        fixed (nint* givenPointers = given, answerPointers = answers)
            NativeMethods.SessionRun(session, 0, feeds, givenPointers, feeds.Length, fetches, answerPointers, fetches.Length, null, 0, 0, status);
        TensorHandle[] outputs = [.. answers.Select(a => new TensorHandle(a))];
        try
        {
            status.ThrowIfFailed("run the operation");
            return [.. outputs.Select(o => TensorExport.ToTensor(o, opCase.Op))];
        }
        finally
        {
            Array.ForEach([.. inputs, .. outputs], t => t.Dispose());
        }
    }
}
