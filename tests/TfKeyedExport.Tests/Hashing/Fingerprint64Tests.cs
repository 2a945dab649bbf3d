using TfKeyedExport.Hashing;
using Xunit;

namespace TfKeyedExport.Tests.Hashing;

public class Fingerprint64Tests
{
    // Made with TensorFlow 2.21: tf.fingerprint of the first N bytes of i -> (i * 7 + 3) mod 251.
    [Theory]
    [InlineData(0, 0x9AE16A3B2F90404F)]
    [InlineData(1, 0xBEC09CC447469D8B)]
    [InlineData(2, 0x16F8263645A8ECF5)]
    [InlineData(3, 0x40B4412E33EEFD64)]
    [InlineData(4, 0xF3C7EE05197A7B92)]
    [InlineData(5, 0x156112F7C93E5CB3)]
    [InlineData(7, 0x4FEF0B39C12AA9A4)]
    [InlineData(8, 0x0C97ECBC1E9D2626)]
    [InlineData(9, 0xE51CF38098A5BFFF)]
    [InlineData(15, 0x2CA35F0A039B4F1B)]
    [InlineData(16, 0x7EDA0ED8C837A168)]
    [InlineData(17, 0xC9518FE63EBF6127)]
    [InlineData(24, 0x310064A8DE2C42D2)]
    [InlineData(31, 0xBD5CA6EE28FC43CB)]
    [InlineData(32, 0xA53F806F23A314E8)]
    [InlineData(33, 0xC24F9D7CE864F0E9)]
    [InlineData(47, 0xB66D053391CEC5EC)]
    [InlineData(63, 0x6DFF65F2DD4531B3)]
    [InlineData(64, 0xBC179A6E5C246189)]
    [InlineData(65, 0x10CF54CE409CE3AE)]
    [InlineData(100, 0x210FC6E8E41E0578)]
    [InlineData(127, 0x92E1409810F0F916)]
    [InlineData(128, 0xCFF790CFBE753E03)]
    [InlineData(129, 0x1F409E355940EE0A)]
    [InlineData(192, 0xA47B0502863029CB)]
    [InlineData(193, 0x5746252AC3F6C705)]
    [InlineData(1000, 0x0150D8B2B76099E7)]
    [InlineData(3000, 0x1902BD1B0E5B9307)]
    public void Every_length_agrees_with_TensorFlow(int length, ulong expected) =>
        Assert.Equal(expected, Fingerprint64.Compute([.. Enumerable.Range(0, length).Select(i => (byte)(((i * 7) + 3) % 251))]));
}
