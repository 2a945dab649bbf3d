using System.Text;
using TfKeyedExport.Conformance.Http;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class RawHttpTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcd", "abc")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nabcd", "abcd")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "a")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n", "abc")]
    public void An_answer_is_read_in_each_of_its_forms(string bytes, string body)
    {
        HttpReply reply = RawHttp.Read(Encoding.UTF8.GetBytes(bytes), headOnly: false);

        Assert.Equal((200, body), (reply.Status, reply.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")]
    public void An_answer_that_breaks_off_is_none(string bytes) =>
        Assert.Throws<FormatException>(() => RawHttp.Read(Encoding.UTF8.GetBytes(bytes), headOnly: false));

    [Fact]
    public void The_answer_to_head_has_no_body() =>
        Assert.Equal("", RawHttp.Read("HTTP/1.1 400 Bad\r\nContent-Length: 5\r\n\r\n"u8.ToArray(), headOnly: true).Body);

    [Fact]
    public void A_call_goes_out_as_it_is_written()
    {
        string head = Encoding.UTF8.GetString(new HttpCall("DELETE", "/a%2Fb/../c?d", [new("Content-Type", "")], [1, 2]).Head(80));

        Assert.Equal("DELETE /a%2Fb/../c?d HTTP/1.1\r\nHost: 127.0.0.1:80\r\nConnection: close\r\nContent-Type: \r\nContent-Length: 2\r\n\r\n", head);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_answer()
    {
        (int port, _) = TfKeyedExport.Conformance.Servers.Ports.Two();

        await Assert.ThrowsAsync<IOException>(() => RawHttp.Send(port, HttpCall.Get("/")));
    }
}
