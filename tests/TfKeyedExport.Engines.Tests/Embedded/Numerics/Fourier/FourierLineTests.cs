using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Fourier;
using TfKeyedExport.Errors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Fourier;

public class FourierLineTests
{
    /// <summary>Powers of two, small primes, several of them, squares, large primes and what has one.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 40), 64, 77, 101, 128, 169, 202, 210, 243, 256, 303, 400, 509, 961, 1000, 1009];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_transform_is_the_sum_that_defines_it(int length)
    {
        Complex[] line = Line(length), wanted = new Complex[length];
        for (int k = 0; k < length; k++)
        {
            for (int j = 0; j < length; j++)
            {
                (double sine, double cosine) = double.SinCosPi(2.0 * ((long)j * k % length) / length);
                wanted[k] += line[j] * new Complex(cosine, -sine);
            }
        }

        Complex[] got = Transformed(line, inverse: false);

        Assert.All(got.Zip(wanted), pair => Assert.InRange(Complex.Abs(pair.First - pair.Second), 0, 1e-12 * length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(1009)]
    [InlineData(44_100)]
    [InlineData(65_537)]
    public void What_is_transformed_and_taken_back_is_as_it_was(int length)
    {
        Complex[] line = Line(length);

        Complex[] back = Transformed(Transformed(line, inverse: false), inverse: true);

        Assert.All(back.Zip(line), pair => Assert.InRange(Complex.Abs(pair.First - pair.Second), 0, 1e-12));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(101)]
    public void Lines_leave_nothing_behind_for_the_next(int length)
    {
        Complex[] room = new Complex[FourierLine.Room(length)], first = Line(length), second = Line(length);
        var transform = new FourierLine(length, inverse: false, room);
        transform.Prepare();

        transform.Run(first);
        transform.Run(second);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Lines_that_are_too_long_are_refused() =>
        Assert.Equal(ErrorKind.Engine, Assert.Throws<TfKeyedException>(() => FourierLine.Room(int.MaxValue)).Kind);

    private static Complex[] Line(int length) => [.. Enumerable.Range(0, length).Select(i => new Complex(Math.Sin(i * 1.7), Math.Cos(i * i)))];

    private static Complex[] Transformed(Complex[] line, bool inverse)
    {
        Complex[] result = [.. line];
        var transform = new FourierLine(line.Length, inverse, new Complex[FourierLine.Room(line.Length)]);
        transform.Prepare();
        transform.Run(result);
        return result;
    }
}
