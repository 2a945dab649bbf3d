using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

/// <summary>Publishing fails at every single step in every way; what is left is looked at, and so is what the next run leaves.</summary>
public class AtomicityTests
{
    private const string Before = "single_tensor";
    private const string After = "asset_vocabulary";

    public static TheoryData<Fault, bool, bool, Durability> Cases
    {
        get
        {
            var cases = new TheoryData<Fault, bool, bool, Durability> { { Fault.DiskFull, true, false, Durability.Power } };
            foreach (Fault fault in Enum.GetValues<Fault>())
            {
                cases.Add(fault, false, true, Durability.Process);
                cases.Add(fault, true, true, Durability.Process);
                cases.Add(fault, true, false, Durability.Process);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_output_is_whole_or_absent_after_a_fault_at_any_step(Fault fault, bool overwrite, bool canExchange, Durability durability)
    {
        int step = 0;
        while (FailAt(step, fault, overwrite, canExchange, durability))
            step++;
        Assert.InRange(step, 8, 60);
    }

    [Fact]
    public void A_full_disk_leaves_no_parents_that_were_made_for_the_output()
    {
        // Step 2 takes the lock, which is tried again.
        foreach (int step in new[] { 0, 1, 3, 4, 5, 6 })
        {
            using var scratch = new Scratch();
            string output = Path.Combine(scratch.Root, "a", "b", "out");
            using (var files = new FaultyFileOperations(step, Fault.DiskFull))
                Assert.Throws<TfKeyedException>(() => Scratch.Model(After).Save(output, new SaveOptions { Files = files }));
            Assert.Empty(scratch.Names());
        }
    }

    private static bool FailAt(int step, Fault fault, bool overwrite, bool canExchange, Durability durability)
    {
        using var scratch = new Scratch();
        if (overwrite)
            Scratch.Model(Before).Save(scratch.Output);
        var options = new SaveOptions { Overwrite = overwrite, Durability = durability };
        bool failed;
        using (var files = new FaultyFileOperations(step, fault, canExchange))
        {
            Exception? error = Record.Exception(() => Scratch.Model(After).Save(scratch.Output, options with { Files = files }));
            failed = files.Failed;
            // The first step, taking a lock, is tried again under another name.
            if (fault == Fault.DiskFull && failed && step > 0)
                Assert.Contains("Free some space", Assert.IsType<TfKeyedException>(error).Message);
            else if (fault != Fault.DiskFull && failed)
                Assert.IsType<FaultyFileOperations.KilledException>(error);
            else
                Assert.Null(error);
        }

        bool published = Directory.Exists(scratch.Output) && Scratch.IsWhole(scratch.Output, Repository.Model(After));
        bool asBefore = overwrite
            ? Directory.Exists(scratch.Output) && Scratch.IsWhole(scratch.Output, Repository.Model(Before))
            : !Directory.Exists(scratch.Output);
        // Without an exchange there is a moment between two renames in which the output is absent; the next run puts it back.
        bool between = overwrite && !canExchange && fault != Fault.DiskFull && !Directory.Exists(scratch.Output);
        Assert.True(published || asBefore || between, $"step {step}: {string.Join(' ', scratch.Names())}");
        if (fault == Fault.DiskFull)
            Assert.DoesNotContain(scratch.Names(), n => n != "out");

        // The next run, even one that is refused, leaves nothing but the output.
        Record.Exception(() => Scratch.Model(After).Stage(scratch.Output, new SaveOptions { Overwrite = true }).Dispose());
        Assert.DoesNotContain(scratch.Names(), n => n != "out");
        Assert.Equal(overwrite || published, Directory.Exists(scratch.Output));
        Assert.True(
            !Directory.Exists(scratch.Output)
                || Scratch.IsWhole(scratch.Output, Repository.Model(After))
                || Scratch.IsWhole(scratch.Output, Repository.Model(Before)));
        return failed;
    }
}
