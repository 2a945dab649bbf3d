using System.Reflection;
using System.Runtime.InteropServices;
using TfKeyedExport.TensorFlow.Interop;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Interop;

public class RequiredFunctionsTests
{
    [Fact]
    public void Every_function_of_the_C_API_that_is_bound_has_to_be_there()
    {
        string[] bound = [.. typeof(NativeMethods)
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(m => m.GetCustomAttribute<DllImportAttribute>())
            .Where(import => import?.Value == "tensorflow")
            .Select(import => import!.EntryPoint!)
            .Order(StringComparer.Ordinal)];

        Assert.NotEmpty(bound);
        Assert.Equal(bound, RequiredFunctions.Names.Order(StringComparer.Ordinal));
    }
}
