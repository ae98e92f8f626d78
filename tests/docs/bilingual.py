#!/usr/bin/env python3
"""bilingual.py PROGRAM: a study in two languages gives a site in each, whose pages know each other, and which mark
what is in neither. The study is tests/study/good-bilingual."""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

program = Path(sys.argv[1]).resolve()
study = Path('tests/study/good-bilingual')
failed = 0


def expect(holds, what):
    global failed
    if not holds:
        failed += 1
        print(f'bilingual: FAILED: {what}')


def build(folder, *options):
    return subprocess.run([program, 'build', '--out', folder / 'out', *options, folder], capture_output=True, text=True)


def page(site, path):
    return (site / path).read_text()


def pages_of(site):
    return {str(file.relative_to(site)) for file in site.rglob('*.html') if 'en' not in file.relative_to(site).parts}


def alternates(text):
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))


def check_pairs(site):
    own, english = pages_of(site), pages_of(site / 'en')
    expect(own == english and len(own) > 10, f'both languages have the same pages, not {own ^ english}')
    for path in sorted(own):
        for folder, language in (('', 'id'), ('en/', 'en')):
            text = page(site, folder + path)
            address, name = 'https://example.org/air/', '' if path == 'index.html' else path
            expect(f'<html lang="{language}">' in text, f'{folder}{path} is in {language}')
            expect(alternates(text) == {'id': address + name, 'x-default': address + name, 'en': address + 'en/' + name},
                   f'{folder}{path} names itself in each language, not {alternates(text)}')
            if path == '404.html':
                continue
            other = re.search(r'<a class="language" href="([^"]+)" hreflang="(\w+)"', text)
            target = (site / folder / path).parent.joinpath(other[1]).resolve()
            expect(target == (site / ('' if folder else 'en/') / path).resolve() and other[2] != language,
                   f'{folder}{path} leads to the same page in the other language')


def check_words(site):
    home = page(site, 'en/index.html')
    expect('<h1>Clean Water in Two Hamlets</h1>' in home, 'a text with a translation is translated')
    expect('How do people and the village' in home and 'Bagaimana warga' not in home, 'prose with a translation, too')
    expect('Bagaimana warga' in page(site, 'index.html'), 'in the own language, what is given by language is printed')
    expect('<span lang="id">Mengetahui sumber daya' in page(site, 'en/tujuan/b.html'), 'what has none is marked')
    expect('not translated into English' in page(site, 'en/tujuan/b.html'), 'a page that shows such words says so')
    expect('not translated' not in page(site, 'en/metode.html'), 'a page without does not')
    expect('not translated' not in page(site, 'en/pustaka.html'), 'nor one that only names a work in the own one')
    expect('class="untranslated"' not in ''.join(page(site, path) for path in pages_of(site)), 'nor any in the own one')
    methods = page(site, 'en/metode.html')
    expect('Interviews, observation' in methods and 'lang="id"' not in re.search('<article.*</article>', methods, re.S)[0],
           'a page in a file of its own is translated')
    expect('<h1>Methods</h1>' in methods and '>Metode<' not in methods, 'with its title')
    expect('The money comes from fees' in page(site, 'en/tujuan/b.html'), 'so is a finding')
    manages = page(site, 'en/tujuan/a.html')
    expect('A fixed schedule' in manages and 'Pompa diperiksa setiap Senin' in manages,
           'of one that is translated in its front matter alone, the text stays')
    expect('href="../metode.html"' in page(site, 'en/tujuan/a.html'), 'a link to a page leads to it in this language')
    expect('New page on methods' in page(site, 'en/perubahan.html'), 'changes are translated')


def check_quotes(site):
    for folder in ('', 'en/'):
        quotes = page(site, folder + 'kutipan.html')
        expect(re.search(r'<blockquote[^>]*lang="bug"[^>]*>\s*<p>Iyya pompa', quotes), f'a quote is in its language: {folder}')
    expect('every Monday' in page(site, 'en/kutipan.html'), 'with the translation into the language of the site')
    expect('setiap Senin' in page(site, 'kutipan.html'), 'or into the own one')
    expect(re.search(r'<blockquote[^>]*lang="id"[^>]*>\s*<p>Kami memperbaiki', page(site, 'en/kutipan.html')),
           'a quote in the study\'s language is marked where that is another')
    tex = (site.parent / 'appendices/lampiran-matriks-kutipan.tex').read_text()
    expect(re.search(r'lampiran(asing|bahasa}){bug}', tex), 'the appendices mark it, too')
    expect('every Monday' not in tex and 'Clean Water' not in tex, 'and are in the own language')


def check_machines(site):
    robots = page(site, 'robots.txt')
    expect('air/sitemap.xml' in robots and 'air/en/sitemap.xml' in robots, 'robots are told of both sitemaps')
    expect('https://example.org/air/en/tujuan/a.html' in page(site, 'en/sitemap.xml'), 'each sitemap has its pages')
    expect(not (site / 'en/robots.txt').exists() and not (site / 'en/_headers').exists(), 'hosts are told things once')
    expect('"en"' in page(site, 'en/manifest.webmanifest'), 'the manifest names its language')


def check_numbers(site):
    """A number has the decimal mark of the language that it is read in, whichever was typed."""
    own, other = ((site / place / 'unduhan/sambungan.csv').read_text() for place in ('', 'en'))
    expect('61,5' in own and '61.5' in other, f'61,5 in Indonesian and 61.5 in English, not:\n{own}{other}')


def check_gate(scratch):
    """The words of a withheld excerpt must not get out in the other language either."""
    shutil.copytree(study, scratch / 'leak')
    methods = scratch / 'leak/content/pages/metode.en.md'
    methods.write_text(methods.read_text() + '\nOne said: very often only some few people turn up at all.\n')
    done = build(scratch / 'leak')
    expect(done.returncode == 1 and '[leak]' in done.stderr and 'en/metode.html' in done.stderr,
           f'withheld words in the other language are stopped, not:\n{done.stderr}')
    expect(not (scratch / 'leak/out/site').exists(), 'and nothing is published')


with tempfile.TemporaryDirectory() as folder:
    scratch = Path(folder)
    shutil.copytree(study, scratch / 'study')
    done = build(scratch / 'study')
    expect(done.returncode == 0 and done.stderr == '', f'the study builds in silence, not:\n{done.stderr}')
    site = scratch / 'study/out/site'
    check_pairs(site)
    check_words(site)
    check_quotes(site)
    check_machines(site)
    check_numbers(site)
    check_gate(scratch)
if failed:
    sys.exit(1)
print('bilingual: a study in two languages is two sites that know each other')
