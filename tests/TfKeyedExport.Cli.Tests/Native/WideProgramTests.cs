using TfKeyedExport.Cli.Commands;
using TfKeyedExport.Cli.Native;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Native;

public class WideProgramTests
{
    private const string Common = "fpu sse2 avx2 bmi1 bmi2 f16c fma abm movbe";

    [Theory]
    [InlineData("run MODEL", true)]
    [InlineData("--verbose check MODEL", true)]
    [InlineData("bench MODEL --json", true)]
    [InlineData("export MODEL OUTPUT --check", true)]
    [InlineData("export MODEL OUTPUT", false)]
    [InlineData("engines", true)]
    [InlineData("inspect MODEL", false)]
    [InlineData("running MODEL", false)]
    [InlineData("--help", false)]
    [InlineData("", false)]
    public void Only_verbs_that_compute_are_worth_a_second_start(string commandLine, bool computes) =>
        Assert.Equal(computes, Verbs.Compute(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData($"processor\t: 0\nflags\t\t: {Common} avx512f avx512dq avx512cd avx512bw avx512vl\n", true)]
    [InlineData($"processor\t: 0\nflags\t\t: {Common} avx512f avx512dq avx512cd avx512bw\n", false)]
    [InlineData($"processor\t: 0\nflags\t\t: {Common}\nprocessor\t: 1\nflags\t\t: {Common} avx512f avx512dq avx512cd avx512bw avx512vl\n", false)]
    [InlineData("vmx flags\t: avx512f\nfeatures: fp asimd\n", false)]
    [InlineData("", false)]
    public void A_processor_needs_every_part_of_the_instruction_set(string text, bool has) => Assert.Equal(has, ProcessorFlags.Parse(text).HasX64V4);
}
