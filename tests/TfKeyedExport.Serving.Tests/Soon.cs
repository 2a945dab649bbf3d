using TfKeyedExport.Serving.Faults;
using Xunit;

namespace TfKeyedExport.Serving.Tests;

/// <summary>Waiting for what other threads do: never for a while, and never for ever.</summary>
internal static class Soon
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task<T> Ends<T>(Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task Ends(Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static void Is(WaitHandle handle) => Assert.True(handle.WaitOne(Patience), "nothing happened");

    public static async Task<ServingFault> Faults(Task task) => await Assert.ThrowsAsync<ServingFault>(() => Ends(task));
}
