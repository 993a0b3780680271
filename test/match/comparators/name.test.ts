import { test } from 'vitest';
import { name } from '../../../src/match/comparators/name.js';
import { expectLevels } from './table.js';

test('blanks, case and the honorific do not make another name', () =>
  expectLevels(name, [
    ['김 민 수', '김민수', 'equal'],
    ['김민수님', '김민수', 'equal'],
    ['Kim Minsu', 'KIM MINSU', 'equal'],
    ['Kim Minsu', 'kimminsu', 'equal'],
    // a name of one syllable and 님 is longer than two only with a surname
    ['김님', '김', 'same_surname'],
  ]));

test('words in another order, accents and hyphens are a reordered name', () =>
  expectLevels(name, [
    ['민수김', '김민수', 'reordered'],
    ['Minsu Kim', 'Kim Minsu', 'reordered'],
    ['Kim, Min-su', 'MINSU KIM', 'reordered'],
    ['Kim Min Su', 'Kim Min-Su', 'reordered'],
    ['José García', 'Garcia Jose', 'reordered'],
    ['Đặng Łukasz', 'Dang Lukasz', 'reordered'],
    ["Conan O'Brien", 'Conan OBrien', 'reordered'],
    ['Anna Maria Rossi', 'Rossi Maria Anna', 'reordered'],
  ]));

test('one jamo or letter, two in one of three syllables, and swapped neighbours are near', () =>
  expectLevels(name, [
    ['김서연', '김서현', 'near'],
    ['김서연', '김서여', 'near'],
    ['김서연', '긴서연', 'near'],
    ['김준', '김주', 'near'],
    ['김민수', '김수민', 'near'],
    ['김민수', '민김수', 'near'],
    ['남궁민수', '남궁수민', 'near'],
    // ㅈㅜㄴ and ㅈㅐ: two jamo in one syllable of three
    ['김민준', '김민재', 'near'],
    // the same two jamo, but in a name of two syllables, and in two syllables
    ['김준', '김재', 'same_surname'],
    ['김서연', '김사현', 'same_surname'],
    // ㅈㅜㄴ and ㅅㅓ: three jamo
    ['김민준', '김민서', 'same_surname'],
    ['김민수A', '김민수', 'near'],
    ['Jon Smith', 'John Smith', 'near'],
    ['Jonh Smith', 'John Smith', 'near'],
    ['Jonathan Smith', 'Jonathon Smyth', 'near'],
    ['J. Smith', 'John Smith', 'near'],
    ['Smith John', 'J Smith', 'near'],
    ['Lee', 'Les', 'differs'],
  ]));

test('a masked name fits what it shows, never as equal', () =>
  expectLevels(name, [
    ['김*수', '김민수', 'masked'],
    ['김○수', '김민수', 'masked'],
    ['김＊수님', '김민수', 'masked'],
    ['김○수', '김*수', 'masked'],
    ['*민수', '김민수', 'masked'],
    ['남궁*수', '남궁민수', 'masked'],
    ['K*m Minsu', 'Kim Minsu', 'masked'],
    ['김*수', '김민호', 'same_surname'],
    ['김*수', '김수', 'same_surname'],
    ['김*수', '박민수', 'differs'],
    ['*민수', '김민호', 'differs'],
    ['김**', '박민수', 'differs'],
    // one visible character fits a fifth of the country: it says nothing
    ['김**', '김민수', undefined],
    ['김*', '김준', undefined],
    ['***', '김민수', undefined],
    // both show the surname alone
    ['김*수', '김민*', undefined],
    ['김*수', '김**', undefined],
    ['김*수', 'Kim Minsu', 'differs'],
  ]));

test('a romanisation sounds like its name, in any spelling and order', () =>
  expectLevels(name, [
    ['김민수', 'Kim Minsu', 'sounds_alike'],
    ['김민수', 'MIN-SOO KIM', 'sounds_alike'],
    ['김민수', 'KIMMINSU', 'sounds_alike'],
    ['김서연', 'Kim Suh Yeon', 'sounds_alike'],
    ['임지은', 'Lim Jieun', 'sounds_alike'],
    ['임지은', 'Ji-eun Yim', 'sounds_alike'],
    ['임지은', 'Rim Jee Eun', 'sounds_alike'],
    ['이하은', 'Lee Haeun', 'sounds_alike'],
    ['이하은', 'Yi Ha-eun', 'sounds_alike'],
    ['이하은', 'Rhee Haeun', 'sounds_alike'],
    ['유다인', 'Ryu Dain', 'sounds_alike'],
    ['노정현', 'Roh Junghyun', 'sounds_alike'],
    ['정용기', 'Chung Yong Gi', 'sounds_alike'],
    ['박석현', 'Park Sukhyun', 'sounds_alike'],
    ['최희원', 'Choi Hui-won', 'sounds_alike'],
    ['최희원', 'Choe Heewon', 'sounds_alike'],
    ['허인', 'Hur In', 'sounds_alike'],
    ['남궁민', 'Namkoong Min', 'sounds_alike'],
    ['Lim Minsu', 'Yim Min Soo', 'sounds_alike'],
    ['김민수', 'Kim Minho', 'differs'],
    ['김민수', 'Park Minsu', 'differs'],
    ['김정현', 'Kim Jungyun', 'differs'],
    ['김', 'Kim', 'differs'],
    ['이유', 'Lee', 'differs'],
  ]));

test('a foreign name taken down by ear sounds like the name in the passport', () =>
  expectLevels(name, [
    ['Nguyen Thi Lan', '응우옌 티 란', 'sounds_alike'],
    ['Lan Nguyen Thi', '응우옌티란', 'sounds_alike'],
    ['TRAN THU TRANG', '쩐투짱', 'sounds_alike'],
    ['MICHAEL JOHNSON', '존슨마이클', 'sounds_alike'],
    ['XIAOMING WANG', '왕샤오밍', 'sounds_alike'],
    ['SHARMA PRIYA', '샤르마프리야', 'sounds_alike'],
    ['Carter Emma', '카터엠마', 'sounds_alike'],
    ['응우옌티란', '응우엔 띠 란', 'sounds_alike'],
    ['Nguyen Thi Lan', '응우옌 반 민', 'differs'],
    ['Nguyen Thi Lan', '김민수', 'differs'],
  ]));

test('a nickname sounds like the name it stands for', () =>
  expectLevels(name, [
    ['Bob Smith', 'Robert Smith', 'sounds_alike'],
    ['Smith, Bill', 'William Smith', 'sounds_alike'],
    ['Bob Smith', 'William Smith', 'same_surname'],
    ['Bob Smith', 'Robert Jones', 'differs'],
  ]));

test('a shared surname is told from nothing in common', () =>
  expectLevels(name, [
    ['김민수', '김하늘', 'same_surname'],
    ['김민수', '김', 'same_surname'],
    ['김민수', '박하늘', 'differs'],
    ['John Smith', 'Mary Smith', 'same_surname'],
    ['John Smith', 'Mary Jones', 'differs'],
    ['J Smith', 'J Doe', 'differs'],
  ]));

test('what is no name at all has a level too', () =>
  expectLevels(name, [
    ['.', '-', 'differs'],
    ['.', '김민수', 'differs'],
    ['*', '○', undefined],
    ['%_', 'a%', 'differs'],
    ['王小明', '王小红', 'differs'],
    ['王 小明', '王小明', 'equal'],
    ['Иванова Анна', 'Анна Иванова', 'reordered'],
    ['님', '김민수님', 'differs'],
  ]));
