namespace Aggregator.Compare;

/// <summary>The configuration of an nginx that writes everything in one folder.</summary>
internal static class NginxFile
{
    /// <param name="folder">The folder.</param>
    /// <param name="processes">How many processes it has, and what holds for each.</param>
    /// <param name="connections">How many connections each may have.</param>
    /// <param name="http">What stands in the block <c>http</c>.</param>
    public static string Text(string folder, string processes, int connections, string http) =>
        $$"""
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        daemon off;
        worker_processes {{processes}};
        pid {{folder}}/pid;
        error_log {{folder}}/error.log;
        events { worker_connections {{connections}}; }
        http {
        access_log off;
        client_body_temp_path {{folder}}/body;
        proxy_temp_path {{folder}}/proxy;
        fastcgi_temp_path {{folder}}/fastcgi;
        uwsgi_temp_path {{folder}}/uwsgi;
        scgi_temp_path {{folder}}/scgi;
        {{http}}
        }
        """;
}
